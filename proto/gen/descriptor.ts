// Made by generate.mjs from proto/sotto/v1.
export const descriptor = {
 "nested": {
  "sotto": {
   "nested": {
    "v1": {
     "nested": {
      "AccessService": {
       "methods": {
        "CreateKey": {
         "requestType": "CreateKeyRequest",
         "responseType": "CreateKeyResponse",
         "comment": "Scope keys:write; the new key's scopes are at most the caller's."
        },
        "ListKeys": {
         "requestType": "ListKeysRequest",
         "responseType": "ListKeysResponse",
         "comment": "Scope keys:write."
        },
        "RevokeKey": {
         "requestType": "RevokeKeyRequest",
         "responseType": "RevokeKeyResponse",
         "comment": "Works within 5 s everywhere. Scope keys:write."
        },
        "CreateTenant": {
         "requestType": "CreateTenantRequest",
         "responseType": "CreateTenantResponse",
         "comment": "Makes a tenant and its first key. Scope tenants:write, which only keys of the tenant \"system\" can have."
        },
        "ListTenants": {
         "requestType": "ListTenantsRequest",
         "responseType": "ListTenantsResponse",
         "comment": "Scope tenants:write."
        },
        "WhoAmI": {
         "requestType": "WhoAmIRequest",
         "responseType": "WhoAmIResponse",
         "comment": "Who the caller is. Any key."
        }
       },
       "comment": "Who may what [A3–A5]."
      },
      "Key": {
       "fields": {
        "keyId": {
         "type": "string",
         "id": 1,
         "comment": null
        },
        "application": {
         "type": "string",
         "id": 2,
         "comment": null
        },
        "scopes": {
         "rule": "repeated",
         "type": "string",
         "id": 3,
         "comment": null
        },
        "createdAt": {
         "type": "int64",
         "id": 4,
         "comment": null
        },
        "expiresAt": {
         "type": "int64",
         "id": 5,
         "comment": "Zero: never."
        },
        "revoked": {
         "type": "bool",
         "id": 6,
         "comment": null
        }
       },
       "comment": null
      },
      "CreateKeyRequest": {
       "fields": {
        "application": {
         "type": "string",
         "id": 1,
         "comment": "^[a-z0-9][a-z0-9._-]{0,63}$"
        },
        "scopes": {
         "rule": "repeated",
         "type": "string",
         "id": 2,
         "comment": null
        },
        "expiresSeconds": {
         "type": "uint32",
         "id": 3,
         "comment": "Zero: never."
        }
       },
       "comment": null
      },
      "CreateKeyResponse": {
       "fields": {
        "key": {
         "type": "Key",
         "id": 1,
         "comment": null
        },
        "secret": {
         "type": "string",
         "id": 2,
         "comment": "Shown once; only its hash is kept."
        }
       },
       "comment": null
      },
      "ListKeysRequest": {
       "fields": {},
       "comment": null
      },
      "ListKeysResponse": {
       "fields": {
        "keys": {
         "rule": "repeated",
         "type": "Key",
         "id": 1,
         "comment": null
        }
       },
       "comment": null
      },
      "RevokeKeyRequest": {
       "fields": {
        "keyId": {
         "type": "string",
         "id": 1,
         "comment": null
        }
       },
       "comment": null
      },
      "RevokeKeyResponse": {
       "fields": {},
       "comment": null
      },
      "CreateTenantRequest": {
       "fields": {
        "tenant": {
         "type": "string",
         "id": 1,
         "comment": "^[a-z0-9][a-z0-9-]{0,31}$"
        }
       },
       "comment": null
      },
      "CreateTenantResponse": {
       "fields": {
        "key": {
         "type": "Key",
         "id": 1,
         "comment": null
        },
        "secret": {
         "type": "string",
         "id": 2,
         "comment": null
        }
       },
       "comment": null
      },
      "ListTenantsRequest": {
       "fields": {},
       "comment": null
      },
      "ListTenantsResponse": {
       "fields": {
        "tenants": {
         "rule": "repeated",
         "type": "string",
         "id": 1,
         "comment": null
        }
       },
       "comment": null
      },
      "WhoAmIRequest": {
       "fields": {},
       "comment": null
      },
      "WhoAmIResponse": {
       "fields": {
        "tenant": {
         "type": "string",
         "id": 1,
         "comment": null
        },
        "application": {
         "type": "string",
         "id": 2,
         "comment": null
        },
        "keyId": {
         "type": "string",
         "id": 3,
         "comment": null
        },
        "scopes": {
         "rule": "repeated",
         "type": "string",
         "id": 4,
         "comment": null
        },
        "version": {
         "type": "string",
         "id": 5,
         "comment": "Of the server."
        },
        "durability": {
         "type": "string",
         "id": 6,
         "comment": null
        }
       },
       "comment": null
      },
      "CommandService": {
       "methods": {
        "Submit": {
         "requestType": "SubmitRequest",
         "responseType": "SubmitResponse",
         "comment": "[M1] Stores one message a device and answers when all are stored. Scope commands:write."
        },
        "Cancel": {
         "requestType": "CancelRequest",
         "responseType": "CancelResponse",
         "comment": "[M12] Cancels the open messages of a command, or one message. Scope commands:write."
        },
        "GetCommand": {
         "requestType": "GetCommandRequest",
         "responseType": "GetCommandResponse",
         "comment": "Scope commands:read."
        },
        "GetMessage": {
         "requestType": "GetMessageRequest",
         "responseType": "GetMessageResponse",
         "comment": "Scope commands:read."
        },
        "ListMessages": {
         "requestType": "ListMessagesRequest",
         "responseType": "ListMessagesResponse",
         "comment": "By command, by device, or the newest of the tenant. Scope commands:read."
        },
        "Explain": {
         "requestType": "ExplainRequest",
         "responseType": "ExplainResponse",
         "comment": "[M13] Why a message is not finished, and what would change that. Scope commands:read."
        }
       },
       "comment": "For applications: ask devices to do something, and see what became of it."
      },
      "SubmitRequest": {
       "fields": {
        "action": {
         "type": "string",
         "id": 1,
         "comment": "What to do, by name: ^[a-z][a-z0-9-]{0,63}$."
        },
        "params": {
         "type": "google.protobuf.Struct",
         "id": 2,
         "comment": "Its parameters; their JSON text is the message's content. At most 64 KiB."
        },
        "devices": {
         "rule": "repeated",
         "type": "string",
         "id": 3,
         "comment": "Whom, by identifier. At most 1,000, each once. Exactly one of devices and fleet is given."
        },
        "fleet": {
         "type": "Fleet",
         "id": 4,
         "comment": "Whom, by what they are. At most 100,000 devices."
        },
        "hook": {
         "type": "Hook",
         "id": 5,
         "comment": null
        },
        "clocks": {
         "type": "Clocks",
         "id": 6,
         "comment": null
        },
        "concurrencyKey": {
         "type": "string",
         "id": 7,
         "comment": "[M9] Messages of one device with the same key run one after another. At most 64 bytes. Empty: none."
        },
        "idempotencyKey": {
         "type": "string",
         "id": 8,
         "comment": "[M11] The same key and body give the same command again for 24 h. At most 128 bytes."
        },
        "tags": {
         "rule": "repeated",
         "type": "string",
         "id": 9,
         "comment": "Words to find and filter by. At most 8, of 64 bytes each."
        },
        "supersede": {
         "type": "bool",
         "id": 10,
         "comment": "Cancels (as SUPERSEDED) queued messages of these devices with the same action that were not yet sent."
        }
       },
       "comment": null
      },
      "Fleet": {
       "fields": {
        "labels": {
         "keyType": "string",
         "type": "string",
         "id": 1,
         "comment": null
        }
       },
       "comment": "Every active device of the tenant whose labels have all of these values. No labels: all devices."
      },
      "SubmitResponse": {
       "fields": {
        "commandId": {
         "type": "string",
         "id": 1,
         "comment": null
        },
        "messageIds": {
         "rule": "repeated",
         "type": "string",
         "id": 2,
         "comment": "In the order of the request's devices. Empty for a fleet of more than 1,000."
        },
        "messageCount": {
         "type": "uint32",
         "id": 3,
         "comment": null
        },
        "durability": {
         "type": "string",
         "id": 4,
         "comment": "[B5] What \"stored\" meant: always or everysec."
        },
        "repeated": {
         "type": "bool",
         "id": 5,
         "comment": "[M11] This command was accepted before; nothing new was made."
        },
        "acceptedAt": {
         "type": "int64",
         "id": 6,
         "comment": null
        }
       },
       "comment": null
      },
      "CancelRequest": {
       "fields": {
        "commandId": {
         "type": "string",
         "id": 1,
         "comment": "One of the two."
        },
        "messageId": {
         "type": "string",
         "id": 2,
         "comment": null
        }
       },
       "comment": null
      },
      "CancelResponse": {
       "fields": {
        "canceled": {
         "type": "uint32",
         "id": 1,
         "comment": "Ended at once."
        },
        "asked": {
         "type": "uint32",
         "id": 2,
         "comment": "Asked; the device's answer decides."
        },
        "unchanged": {
         "type": "uint32",
         "id": 3,
         "comment": "Already final."
        }
       },
       "comment": null
      },
      "GetCommandRequest": {
       "fields": {
        "commandId": {
         "type": "string",
         "id": 1,
         "comment": null
        }
       },
       "comment": null
      },
      "GetCommandResponse": {
       "fields": {
        "commandId": {
         "type": "string",
         "id": 1,
         "comment": null
        },
        "action": {
         "type": "string",
         "id": 2,
         "comment": null
        },
        "content": {
         "type": "string",
         "id": 3,
         "comment": null
        },
        "hook": {
         "type": "Hook",
         "id": 4,
         "comment": null
        },
        "clocks": {
         "type": "Clocks",
         "id": 5,
         "comment": null
        },
        "concurrencyKey": {
         "type": "string",
         "id": 6,
         "comment": null
        },
        "tags": {
         "rule": "repeated",
         "type": "string",
         "id": 7,
         "comment": null
        },
        "acceptedAt": {
         "type": "int64",
         "id": 8,
         "comment": null
        },
        "messageCount": {
         "type": "uint32",
         "id": 9,
         "comment": null
        },
        "finals": {
         "keyType": "string",
         "type": "uint32",
         "id": 10,
         "comment": "How many messages have each final status, by its name; the rest is open."
        },
        "open": {
         "type": "uint32",
         "id": 11,
         "comment": null
        },
        "actor": {
         "type": "string",
         "id": 12,
         "comment": null
        }
       },
       "comment": null
      },
      "GetMessageRequest": {
       "fields": {
        "messageId": {
         "type": "string",
         "id": 1,
         "comment": null
        }
       },
       "comment": null
      },
      "GetMessageResponse": {
       "fields": {
        "message": {
         "type": "Message",
         "id": 1,
         "comment": null
        }
       },
       "comment": null
      },
      "ListMessagesRequest": {
       "fields": {
        "commandId": {
         "type": "string",
         "id": 1,
         "comment": "At most one of the two. Neither: the newest of the tenant that hook events are kept for."
        },
        "deviceId": {
         "type": "string",
         "id": 2,
         "comment": null
        },
        "statuses": {
         "rule": "repeated",
         "type": "Status",
         "id": 3,
         "comment": "Only these. Empty: all."
        },
        "pageSize": {
         "type": "uint32",
         "id": 4,
         "comment": "1–500, default 100."
        },
        "pageToken": {
         "type": "string",
         "id": 5,
         "comment": null
        }
       },
       "comment": null
      },
      "ListMessagesResponse": {
       "fields": {
        "messages": {
         "rule": "repeated",
         "type": "Message",
         "id": 1,
         "comment": "Newest first."
        },
        "nextPageToken": {
         "type": "string",
         "id": 2,
         "comment": "Empty: no more. A page may hold fewer than page_size and still have a next one."
        }
       },
       "comment": null
      },
      "ExplainRequest": {
       "fields": {
        "messageId": {
         "type": "string",
         "id": 1,
         "comment": null
        }
       },
       "comment": null
      },
      "ExplainResponse": {
       "fields": {
        "messageId": {
         "type": "string",
         "id": 1,
         "comment": null
        },
        "status": {
         "type": "Status",
         "id": 2,
         "comment": null
        },
        "sentence": {
         "type": "string",
         "id": 3,
         "comment": "For people: one or two sentences."
        },
        "cause": {
         "type": "string",
         "id": 4,
         "comment": "For programs: FINAL, WAITING_FOR_DEVICE, WAITING_FOR_KEY, WAITING_FOR_WINDOW, WAITING_FOR_WORKER, BACKING_OFF, UNRECEIPTED,\nRUNNING, RECEIVED, DEFERRED, CANCELING."
        },
        "nextAt": {
         "type": "int64",
         "id": 5,
         "comment": "What ends this state, and when; zero where no clock runs."
        },
        "deliverByAt": {
         "type": "int64",
         "id": 6,
         "comment": null
        },
        "heldBy": {
         "type": "string",
         "id": 7,
         "comment": "The message that holds the concurrency key, for WAITING_FOR_KEY."
        },
        "deviceLastSeenAt": {
         "type": "int64",
         "id": 8,
         "comment": null
        },
        "deviceOnline": {
         "type": "bool",
         "id": 9,
         "comment": null
        }
       },
       "comment": null
      },
      "Status": {
       "values": {
        "STATUS_UNSPECIFIED": 0,
        "STATUS_QUEUED": 1,
        "STATUS_SENT": 2,
        "STATUS_RECEIVED": 3,
        "STATUS_RUNNING": 4,
        "STATUS_DEFERRED": 5,
        "STATUS_CANCELING": 6,
        "STATUS_SUCCEEDED": 7,
        "STATUS_FAILED": 8,
        "STATUS_REJECTED": 9,
        "STATUS_EXPIRED": 10,
        "STATUS_TIMED_OUT": 11,
        "STATUS_CANCELED": 12,
        "STATUS_SUPERSEDED": 13,
        "STATUS_REMOVED": 14
       },
       "comment": "[M2] In the order a message passes them; SUCCEEDED and all after it are final.",
       "comments": {
        "STATUS_UNSPECIFIED": null,
        "STATUS_QUEUED": null,
        "STATUS_SENT": null,
        "STATUS_RECEIVED": null,
        "STATUS_RUNNING": null,
        "STATUS_DEFERRED": null,
        "STATUS_CANCELING": null,
        "STATUS_SUCCEEDED": null,
        "STATUS_FAILED": null,
        "STATUS_REJECTED": null,
        "STATUS_EXPIRED": null,
        "STATUS_TIMED_OUT": null,
        "STATUS_CANCELED": null,
        "STATUS_SUPERSEDED": null,
        "STATUS_REMOVED": null
       }
      },
      "Clocks": {
       "fields": {
        "deliverBySeconds": {
         "type": "uint32",
         "id": 1,
         "comment": "From acceptance until the device must have it. Default 86400, at most 2592000."
        },
        "ackBySeconds": {
         "type": "uint32",
         "id": 2,
         "comment": "From one sending until its receipt. Default 10, at most 300."
        },
        "leaseSeconds": {
         "type": "uint32",
         "id": 3,
         "comment": "From the last progress until the next. Default 60, at most 43200."
        },
        "completeBySeconds": {
         "type": "uint32",
         "id": 4,
         "comment": "From the receipt until the result. Default 900, at most 43200."
        }
       },
       "comment": "[M7] Four clocks, none shared. Zero means the default."
      },
      "Hook": {
       "fields": {
        "applications": {
         "rule": "repeated",
         "type": "string",
         "id": 1,
         "comment": "The applications that see this message's events. Empty: the submitter's own."
        },
        "program": {
         "type": "string",
         "id": 2,
         "comment": "A program of the agent's allow-list to run in a process of its own, in place of the action's handler. Empty: none."
        },
        "arguments": {
         "rule": "repeated",
         "type": "string",
         "id": 3,
         "comment": "Its arguments, given as they are, without a shell. At most 32, of 1 KiB each."
        },
        "interrupt": {
         "type": "bool",
         "id": 4,
         "comment": "The host application on the device yields before the program runs and resumes after it."
        }
       },
       "comment": "The part of a message that says whom to tell and what to run."
      },
      "Outcome": {
       "fields": {
        "code": {
         "type": "string",
         "id": 1,
         "comment": "A word for programs: OK, INTERRUPTED, PROGRAM_EXIT, … Empty: OK."
        },
        "detail": {
         "type": "string",
         "id": 2,
         "comment": "A sentence for people. At most 1 KiB."
        },
        "output": {
         "type": "string",
         "id": 3,
         "comment": "What the action gave: text, or JSON text. At most 128 KiB."
        }
       },
       "comment": "How a message ended on the device."
      },
      "Message": {
       "fields": {
        "messageId": {
         "type": "string",
         "id": 1,
         "comment": null
        },
        "commandId": {
         "type": "string",
         "id": 2,
         "comment": null
        },
        "deviceId": {
         "type": "string",
         "id": 3,
         "comment": null
        },
        "action": {
         "type": "string",
         "id": 4,
         "comment": null
        },
        "status": {
         "type": "Status",
         "id": 5,
         "comment": null
        },
        "attempt": {
         "type": "uint32",
         "id": 6,
         "comment": "How often it was written to a channel."
        },
        "acceptedAt": {
         "type": "int64",
         "id": 7,
         "comment": null
        },
        "updatedAt": {
         "type": "int64",
         "id": 8,
         "comment": null
        },
        "deliverByAt": {
         "type": "int64",
         "id": 9,
         "comment": null
        },
        "dueAt": {
         "type": "int64",
         "id": 10,
         "comment": "When the next clock ends (receipt, lease, retry, deferral). Zero: none runs."
        },
        "sessionId": {
         "type": "string",
         "id": 11,
         "comment": "The management session its receipt was bound to. Empty before the receipt."
        },
        "late": {
         "type": "bool",
         "id": 12,
         "comment": "[M5] The result came after the clock had ended the message."
        },
        "reason": {
         "type": "string",
         "id": 13,
         "comment": "Why it has this status, where that needs a word: EXPIRED_UNDELIVERED, ATTEMPTS_EXHAUSTED, …"
        },
        "outcome": {
         "type": "Outcome",
         "id": 14,
         "comment": null
        },
        "progressPercent": {
         "type": "uint32",
         "id": 15,
         "comment": null
        },
        "progressNote": {
         "type": "string",
         "id": 16,
         "comment": null
        },
        "content": {
         "type": "string",
         "id": 17,
         "comment": "The JSON text that the device gets, and its SHA-256 in lower-case hex."
        },
        "contentSha256": {
         "type": "string",
         "id": 18,
         "comment": null
        },
        "concurrencyKey": {
         "type": "string",
         "id": 19,
         "comment": null
        },
        "hook": {
         "type": "Hook",
         "id": 20,
         "comment": null
        },
        "tags": {
         "rule": "repeated",
         "type": "string",
         "id": 21,
         "comment": null
        },
        "conflicts": {
         "rule": "repeated",
         "type": "Outcome",
         "id": 22,
         "comment": "[M4] Second results that said something else, refused; the first sixteen are kept."
        },
        "clocks": {
         "type": "Clocks",
         "id": 23,
         "comment": null
        },
        "actor": {
         "type": "string",
         "id": 24,
         "comment": "The key that submitted it."
        }
       },
       "comment": "One message as the store has it."
      },
      "DeviceService": {
       "methods": {
        "Enroll": {
         "requestType": "EnrollRequest",
         "responseType": "EnrollResponse",
         "comment": "Spends a single-use token; no other credential is needed. Enrolling again starts a new epoch [S5]."
        },
        "Connect": {
         "requestType": "ConnectRequest",
         "requestStream": true,
         "responseType": "ConnectResponse",
         "responseStream": true,
         "comment": "The device's channel."
        }
       },
       "comment": "For agents. docs/protocol.md says how the same messages travel over Socket.IO."
      },
      "EnrollRequest": {
       "fields": {
        "token": {
         "type": "string",
         "id": 1,
         "comment": null
        },
        "publicKey": {
         "type": "bytes",
         "id": 2,
         "comment": "Ed25519 public key, 32 bytes raw; the private one never leaves the device."
        },
        "deviceId": {
         "type": "string",
         "id": 3,
         "comment": "Asked for; needed when the token names none. ^[A-Za-z0-9][A-Za-z0-9._:-]{0,127}$. Must agree with the token's."
        },
        "labels": {
         "keyType": "string",
         "type": "string",
         "id": 4,
         "comment": "What the device is: shown to operators, and used to choose fleets. At most 16, keys and values of 64 bytes."
        }
       },
       "comment": null
      },
      "EnrollResponse": {
       "fields": {
        "tenant": {
         "type": "string",
         "id": 1,
         "comment": null
        },
        "deviceId": {
         "type": "string",
         "id": 2,
         "comment": null
        },
        "epoch": {
         "type": "uint32",
         "id": 3,
         "comment": null
        }
       },
       "comment": null
      },
      "ConnectRequest": {
       "fields": {
        "hello": {
         "type": "Hello",
         "id": 1,
         "comment": null
        },
        "receipt": {
         "rule": "repeated",
         "type": "Receipt",
         "id": 2,
         "comment": null
        },
        "progress": {
         "rule": "repeated",
         "type": "Progress",
         "id": 3,
         "comment": null
        },
        "result": {
         "rule": "repeated",
         "type": "Result",
         "id": 4,
         "comment": null
        },
        "defer": {
         "rule": "repeated",
         "type": "Defer",
         "id": 5,
         "comment": null
        },
        "cancel": {
         "rule": "repeated",
         "type": "CancelAnswer",
         "id": 6,
         "comment": null
        }
       },
       "comment": "Device to server. Each frame holds lists; what an agent has to say at one moment goes into one frame."
      },
      "ConnectResponse": {
       "fields": {
        "challenge": {
         "type": "Challenge",
         "id": 1,
         "comment": null
        },
        "welcome": {
         "type": "Welcome",
         "id": 2,
         "comment": null
        },
        "deliver": {
         "rule": "repeated",
         "type": "Deliver",
         "id": 3,
         "comment": null
        },
        "cancel": {
         "rule": "repeated",
         "type": "Cancel",
         "id": 4,
         "comment": null
        },
        "accepted": {
         "rule": "repeated",
         "type": "Accepted",
         "id": 5,
         "comment": null
        },
        "close": {
         "type": "Close",
         "id": 6,
         "comment": null
        }
       },
       "comment": "Server to device."
      },
      "Challenge": {
       "fields": {
        "nonce": {
         "type": "bytes",
         "id": 1,
         "comment": "32 random bytes, for this channel only."
        }
       },
       "comment": "The first word of the server."
      },
      "Hello": {
       "fields": {
        "tenant": {
         "type": "string",
         "id": 1,
         "comment": null
        },
        "deviceId": {
         "type": "string",
         "id": 2,
         "comment": null
        },
        "epoch": {
         "type": "uint32",
         "id": 3,
         "comment": null
        },
        "signature": {
         "type": "bytes",
         "id": 4,
         "comment": "Ed25519 over UTF-8 \"sotto-hello-v1\\n\" + tenant + \"\\n\" + device_id + \"\\n\" + epoch (decimal) + \"\\n\" + the nonce's bytes."
        },
        "sessionId": {
         "type": "string",
         "id": 5,
         "comment": "The session of the channel before, to resume it. Empty: a new one."
        },
        "agent": {
         "type": "string",
         "id": 6,
         "comment": "The agent's name and version."
        },
        "actions": {
         "rule": "repeated",
         "type": "string",
         "id": 7,
         "comment": "The actions it has handlers for. Empty: it does not say."
        }
       },
       "comment": "[S2] The first word of the device, within 10 s of the challenge."
      },
      "Welcome": {
       "fields": {
        "sessionId": {
         "type": "string",
         "id": 1,
         "comment": "[S2] 128 random bits, base64url. Every receipt and result bears it."
        },
        "resumed": {
         "type": "bool",
         "id": 2,
         "comment": "The session presented in hello goes on."
        },
        "serverTime": {
         "type": "int64",
         "id": 3,
         "comment": null
        },
        "heartbeatSeconds": {
         "type": "uint32",
         "id": 4,
         "comment": "How often the server pings an idle channel. One that does not answer within its time-out (10 s by default) is dead."
        },
        "window": {
         "type": "uint32",
         "id": 5,
         "comment": "[M10] Unreceipted messages on this channel at a time."
        }
       },
       "comment": null
      },
      "Deliver": {
       "fields": {
        "messageId": {
         "type": "string",
         "id": 1,
         "comment": null
        },
        "commandId": {
         "type": "string",
         "id": 2,
         "comment": null
        },
        "deviceId": {
         "type": "string",
         "id": 3,
         "comment": null
        },
        "epoch": {
         "type": "uint32",
         "id": 4,
         "comment": null
        },
        "attempt": {
         "type": "uint32",
         "id": 5,
         "comment": null
        },
        "action": {
         "type": "string",
         "id": 6,
         "comment": null
        },
        "content": {
         "type": "string",
         "id": 7,
         "comment": "JSON text of the parameters, and the SHA-256 of its UTF-8 bytes in lower-case hex."
        },
        "contentSha256": {
         "type": "string",
         "id": 8,
         "comment": null
        },
        "hook": {
         "type": "Hook",
         "id": 9,
         "comment": null
        },
        "deliverByAt": {
         "type": "int64",
         "id": 10,
         "comment": "[D4] Not to be started after this time."
        },
        "leaseSeconds": {
         "type": "uint32",
         "id": 11,
         "comment": null
        },
        "completeBySeconds": {
         "type": "uint32",
         "id": 12,
         "comment": null
        },
        "concurrencyKey": {
         "type": "string",
         "id": 13,
         "comment": null
        },
        "traceparent": {
         "type": "string",
         "id": 14,
         "comment": "[A6] W3C trace context. Empty: nobody traces."
        }
       },
       "comment": "One sending of one message."
      },
      "Receipt": {
       "fields": {
        "messageId": {
         "type": "string",
         "id": 1,
         "comment": null
        },
        "deviceId": {
         "type": "string",
         "id": 2,
         "comment": null
        },
        "sessionId": {
         "type": "string",
         "id": 3,
         "comment": null
        },
        "attempt": {
         "type": "uint32",
         "id": 4,
         "comment": null
        },
        "contentSha256": {
         "type": "string",
         "id": 5,
         "comment": "The device's own SHA-256 of the content that it has."
        },
        "content": {
         "type": "string",
         "id": 6,
         "comment": "The content that it has. May be left out when the hash says it all."
        },
        "traceparent": {
         "type": "string",
         "id": 7,
         "comment": "[A6] As it came, or of the device's own span below it. May be left out."
        }
       },
       "comment": "\"I have it, and this is what I have.\" [H8]"
      },
      "Progress": {
       "fields": {
        "messageId": {
         "type": "string",
         "id": 1,
         "comment": null
        },
        "sessionId": {
         "type": "string",
         "id": 2,
         "comment": null
        },
        "sequence": {
         "type": "uint32",
         "id": 3,
         "comment": "Counts up from 1 within a message; a repeat changes nothing."
        },
        "percent": {
         "type": "uint32",
         "id": 4,
         "comment": "0–100."
        },
        "note": {
         "type": "string",
         "id": 5,
         "comment": "At most 1 KiB."
        }
       },
       "comment": "Renews the lease."
      },
      "Result": {
       "fields": {
        "messageId": {
         "type": "string",
         "id": 1,
         "comment": null
        },
        "sessionId": {
         "type": "string",
         "id": 2,
         "comment": null
        },
        "status": {
         "type": "Status",
         "id": 3,
         "comment": "SUCCEEDED, FAILED or REJECTED."
        },
        "outcome": {
         "type": "Outcome",
         "id": 4,
         "comment": null
        },
        "contentSha256": {
         "type": "string",
         "id": 5,
         "comment": "With this the result is its own receipt: both in one frame, when the handler ended at once."
        },
        "traceparent": {
         "type": "string",
         "id": 6,
         "comment": "[A6] As it came, or of the device's own span below it. May be left out."
        }
       },
       "comment": "[D2] Sent again until accepted."
      },
      "Defer": {
       "fields": {
        "messageId": {
         "type": "string",
         "id": 1,
         "comment": null
        },
        "sessionId": {
         "type": "string",
         "id": 2,
         "comment": null
        },
        "reason": {
         "type": "string",
         "id": 3,
         "comment": null
        },
        "untilAt": {
         "type": "int64",
         "id": 4,
         "comment": "Sent again at this time. Zero with a trigger: at deliver_by at the latest."
        },
        "trigger": {
         "type": "string",
         "id": 5,
         "comment": "The condition on the device that it waits for, in the agent's words."
        },
        "ready": {
         "type": "bool",
         "id": 6,
         "comment": "The condition holds now: send it again."
        }
       },
       "comment": "\"Not now.\""
      },
      "Cancel": {
       "fields": {
        "messageId": {
         "type": "string",
         "id": 1,
         "comment": null
        }
       },
       "comment": "The server asks; CancelAnswer or a result answers."
      },
      "CancelAnswer": {
       "fields": {
        "messageId": {
         "type": "string",
         "id": 1,
         "comment": null
        },
        "sessionId": {
         "type": "string",
         "id": 2,
         "comment": null
        },
        "canceled": {
         "type": "bool",
         "id": 3,
         "comment": "True: stopped, and will have no further effect. False: it goes on."
        },
        "reason": {
         "type": "string",
         "id": 4,
         "comment": null
        }
       },
       "comment": null
      },
      "Accepted": {
       "fields": {
        "receipts": {
         "rule": "repeated",
         "type": "string",
         "id": 1,
         "comment": null
        },
        "progress": {
         "rule": "repeated",
         "type": "string",
         "id": 2,
         "comment": null
        },
        "results": {
         "rule": "repeated",
         "type": "string",
         "id": 3,
         "comment": null
        },
        "defers": {
         "rule": "repeated",
         "type": "string",
         "id": 4,
         "comment": null
        },
        "cancels": {
         "rule": "repeated",
         "type": "string",
         "id": 5,
         "comment": null
        },
        "refused": {
         "rule": "repeated",
         "type": "Refused",
         "id": 6,
         "comment": null
        }
       },
       "comment": "[D2] These are stored, or were before. The agent may forget them."
      },
      "Refused": {
       "fields": {
        "messageId": {
         "type": "string",
         "id": 1,
         "comment": null
        },
        "frame": {
         "type": "string",
         "id": 2,
         "comment": "receipt, progress, result, defer or cancel."
        },
        "code": {
         "type": "string",
         "id": 3,
         "comment": "A code of the error registry."
        },
        "detail": {
         "type": "string",
         "id": 4,
         "comment": null
        }
       },
       "comment": "This is not stored and will not be: sending it again changes nothing."
      },
      "Close": {
       "fields": {
        "code": {
         "type": "uint32",
         "id": 1,
         "comment": "A number of the close reason registry."
        },
        "reason": {
         "type": "string",
         "id": 2,
         "comment": null
        },
        "reconnect": {
         "type": "bool",
         "id": 3,
         "comment": "Whether coming back can help, and after how long."
        },
        "retryAfterMs": {
         "type": "uint32",
         "id": 4,
         "comment": null
        }
       },
       "comment": "[S7] The last word of the server."
      },
      "ErrorDetail": {
       "fields": {
        "code": {
         "type": "string",
         "id": 1,
         "comment": "gRPC status in Connect's words: invalid_argument, not_found, …"
        },
        "message": {
         "type": "string",
         "id": 2,
         "comment": "For people: what, why, what to do."
        },
        "reason": {
         "type": "string",
         "id": 3,
         "comment": "The registry's code: UNKNOWN_DEVICE, …"
        },
        "field": {
         "type": "string",
         "id": 4,
         "comment": "The field that is wrong, as a path: devices[3]."
        },
        "retryAfterMs": {
         "type": "uint32",
         "id": 5,
         "comment": "When trying again can help, after this long. Zero: it can't."
        }
       },
       "comment": "[A2] Comes with every error: as the trailer sotto-error-bin over gRPC, as the body over HTTP."
      },
      "FleetService": {
       "methods": {
        "CreateEnrollment": {
         "requestType": "CreateEnrollmentRequest",
         "responseType": "CreateEnrollmentResponse",
         "comment": "Makes a single-use enrolment token [A4]. Scope devices:write."
        },
        "GetDevice": {
         "requestType": "GetDeviceRequest",
         "responseType": "GetDeviceResponse",
         "comment": "Scope devices:read."
        },
        "ListDevices": {
         "requestType": "ListDevicesRequest",
         "responseType": "ListDevicesResponse",
         "comment": "In the order of their identifiers. Scope devices:read."
        },
        "RevokeDevice": {
         "requestType": "RevokeDeviceRequest",
         "responseType": "RevokeDeviceResponse",
         "comment": "Ends the credential, closes the channel, and removes what is open. Scope devices:write."
        },
        "PutAction": {
         "requestType": "PutActionRequest",
         "responseType": "PutActionResponse",
         "comment": "Declares an action and the JSON Schema of its parameters. Once one is declared, undeclared ones are refused. Scope devices:write."
        },
        "ListActions": {
         "requestType": "ListActionsRequest",
         "responseType": "ListActionsResponse",
         "comment": "Scope commands:read."
        },
        "DeleteAction": {
         "requestType": "DeleteActionRequest",
         "responseType": "DeleteActionResponse",
         "comment": "Scope devices:write."
        }
       },
       "comment": "For operators and for what provisions devices."
      },
      "Device": {
       "fields": {
        "deviceId": {
         "type": "string",
         "id": 1,
         "comment": null
        },
        "epoch": {
         "type": "uint32",
         "id": 2,
         "comment": null
        },
        "online": {
         "type": "bool",
         "id": 3,
         "comment": null
        },
        "lastSeenAt": {
         "type": "int64",
         "id": 4,
         "comment": null
        },
        "enrolledAt": {
         "type": "int64",
         "id": 5,
         "comment": null
        },
        "sessionId": {
         "type": "string",
         "id": 6,
         "comment": "The session of its newest channel."
        },
        "channel": {
         "type": "string",
         "id": 7,
         "comment": "Socket.IO or gRPC: socketio, grpc. Empty when offline."
        },
        "node": {
         "type": "string",
         "id": 8,
         "comment": null
        },
        "agent": {
         "type": "string",
         "id": 9,
         "comment": null
        },
        "labels": {
         "keyType": "string",
         "type": "string",
         "id": 10,
         "comment": null
        },
        "openMessages": {
         "type": "uint32",
         "id": 11,
         "comment": "Messages that are not final."
        },
        "revoked": {
         "type": "bool",
         "id": 12,
         "comment": null
        },
        "actions": {
         "rule": "repeated",
         "type": "string",
         "id": 13,
         "comment": null
        }
       },
       "comment": null
      },
      "CreateEnrollmentRequest": {
       "fields": {
        "deviceId": {
         "type": "string",
         "id": 1,
         "comment": "The only identifier the token may be spent on. Empty: the device chooses one."
        },
        "expiresSeconds": {
         "type": "uint32",
         "id": 2,
         "comment": "Default 3,600, at most 604,800."
        },
        "labels": {
         "keyType": "string",
         "type": "string",
         "id": 3,
         "comment": "Set on the device in addition to what it says itself."
        }
       },
       "comment": null
      },
      "CreateEnrollmentResponse": {
       "fields": {
        "token": {
         "type": "string",
         "id": 1,
         "comment": "Shown once; only its hash is kept."
        },
        "expiresAt": {
         "type": "int64",
         "id": 2,
         "comment": null
        }
       },
       "comment": null
      },
      "GetDeviceRequest": {
       "fields": {
        "deviceId": {
         "type": "string",
         "id": 1,
         "comment": null
        }
       },
       "comment": null
      },
      "GetDeviceResponse": {
       "fields": {
        "device": {
         "type": "Device",
         "id": 1,
         "comment": null
        }
       },
       "comment": null
      },
      "ListDevicesRequest": {
       "fields": {
        "pageSize": {
         "type": "uint32",
         "id": 1,
         "comment": null
        },
        "pageToken": {
         "type": "string",
         "id": 2,
         "comment": null
        },
        "labels": {
         "keyType": "string",
         "type": "string",
         "id": 3,
         "comment": null
        },
        "online": {
         "type": "bool",
         "id": 4,
         "comment": "Only those that are online."
        }
       },
       "comment": null
      },
      "ListDevicesResponse": {
       "fields": {
        "devices": {
         "rule": "repeated",
         "type": "Device",
         "id": 1,
         "comment": null
        },
        "nextPageToken": {
         "type": "string",
         "id": 2,
         "comment": null
        }
       },
       "comment": null
      },
      "RevokeDeviceRequest": {
       "fields": {
        "deviceId": {
         "type": "string",
         "id": 1,
         "comment": null
        }
       },
       "comment": null
      },
      "RevokeDeviceResponse": {
       "fields": {
        "removed": {
         "type": "uint32",
         "id": 1,
         "comment": "Messages that became REMOVED."
        }
       },
       "comment": null
      },
      "Action": {
       "fields": {
        "name": {
         "type": "string",
         "id": 1,
         "comment": null
        },
        "schema": {
         "type": "string",
         "id": 2,
         "comment": "JSON Schema (draft 2020-12) as JSON text. Empty: anything."
        },
        "description": {
         "type": "string",
         "id": 3,
         "comment": null
        }
       },
       "comment": null
      },
      "PutActionRequest": {
       "fields": {
        "action": {
         "type": "Action",
         "id": 1,
         "comment": null
        }
       },
       "comment": null
      },
      "PutActionResponse": {
       "fields": {},
       "comment": null
      },
      "ListActionsRequest": {
       "fields": {},
       "comment": null
      },
      "ListActionsResponse": {
       "fields": {
        "actions": {
         "rule": "repeated",
         "type": "Action",
         "id": 1,
         "comment": null
        }
       },
       "comment": null
      },
      "DeleteActionRequest": {
       "fields": {
        "name": {
         "type": "string",
         "id": 1,
         "comment": null
        }
       },
       "comment": null
      },
      "DeleteActionResponse": {
       "fields": {},
       "comment": null
      },
      "HookService": {
       "methods": {
        "Subscribe": {
         "requestType": "SubscribeRequest",
         "requestStream": true,
         "responseType": "SubscribeResponse",
         "responseStream": true,
         "comment": "Scope hooks:read; hooks:all for the events of the whole tenant [A5]."
        },
        "Fetch": {
         "requestType": "FetchRequest",
         "responseType": "FetchResponse",
         "comment": "One page from a cursor, waiting for the first event if asked to: for curl and browsers. Scope hooks:read."
        },
        "Seek": {
         "requestType": "SeekRequest",
         "responseType": "SeekResponse",
         "comment": "Sets a named subscription's cursor. Scope hooks:read."
        },
        "ListSubscriptions": {
         "requestType": "ListSubscriptionsRequest",
         "responseType": "ListSubscriptionsResponse",
         "comment": "Scope hooks:read."
        },
        "DeleteSubscription": {
         "requestType": "DeleteSubscriptionRequest",
         "responseType": "DeleteSubscriptionResponse",
         "comment": "Scope hooks:read."
        }
       },
       "comment": "For applications: what happened, as a stream that can be picked up anywhere."
      },
      "EventKind": {
       "values": {
        "EVENT_KIND_UNSPECIFIED": 0,
        "EVENT_KIND_QUEUED": 1,
        "EVENT_KIND_SENT": 2,
        "EVENT_KIND_RECEIVED": 3,
        "EVENT_KIND_PROGRESS": 4,
        "EVENT_KIND_DEFERRED": 5,
        "EVENT_KIND_CANCELING": 6,
        "EVENT_KIND_SUCCEEDED": 7,
        "EVENT_KIND_FAILED": 8,
        "EVENT_KIND_REJECTED": 9,
        "EVENT_KIND_EXPIRED": 10,
        "EVENT_KIND_TIMED_OUT": 11,
        "EVENT_KIND_CANCELED": 12,
        "EVENT_KIND_SUPERSEDED": 13,
        "EVENT_KIND_REMOVED": 14,
        "EVENT_KIND_CORRECTED": 15,
        "EVENT_KIND_REQUEUED": 16,
        "EVENT_KIND_CANCEL_REFUSED": 17,
        "EVENT_KIND_CANARY": 18
       },
       "comment": null,
       "comments": {
        "EVENT_KIND_UNSPECIFIED": null,
        "EVENT_KIND_QUEUED": null,
        "EVENT_KIND_SENT": null,
        "EVENT_KIND_RECEIVED": null,
        "EVENT_KIND_PROGRESS": null,
        "EVENT_KIND_DEFERRED": null,
        "EVENT_KIND_CANCELING": null,
        "EVENT_KIND_SUCCEEDED": null,
        "EVENT_KIND_FAILED": null,
        "EVENT_KIND_REJECTED": null,
        "EVENT_KIND_EXPIRED": null,
        "EVENT_KIND_TIMED_OUT": null,
        "EVENT_KIND_CANCELED": null,
        "EVENT_KIND_SUPERSEDED": null,
        "EVENT_KIND_REMOVED": null,
        "EVENT_KIND_CORRECTED": "[M5] A late result changed a final status.",
        "EVENT_KIND_REQUEUED": "Back to queued: no receipt in time, or a deferral ended.",
        "EVENT_KIND_CANCEL_REFUSED": "The device refused to cancel; the status is what it was.",
        "EVENT_KIND_CANARY": "Of the readiness probe's own tenant; no application sees it."
       }
      },
      "HookEvent": {
       "fields": {
        "eventId": {
         "type": "string",
         "id": 1,
         "comment": "[H1] message_id + \":\" + transition, the same on every repeat."
        },
        "kind": {
         "type": "EventKind",
         "id": 2,
         "comment": null
        },
        "messageId": {
         "type": "string",
         "id": 3,
         "comment": null
        },
        "commandId": {
         "type": "string",
         "id": 4,
         "comment": null
        },
        "deviceId": {
         "type": "string",
         "id": 5,
         "comment": null
        },
        "action": {
         "type": "string",
         "id": 6,
         "comment": null
        },
        "applications": {
         "rule": "repeated",
         "type": "string",
         "id": 7,
         "comment": null
        },
        "tags": {
         "rule": "repeated",
         "type": "string",
         "id": 8,
         "comment": null
        },
        "occurredAt": {
         "type": "int64",
         "id": 9,
         "comment": null
        },
        "attempt": {
         "type": "uint32",
         "id": 10,
         "comment": null
        },
        "sessionId": {
         "type": "string",
         "id": 11,
         "comment": "From the receipt on."
        },
        "content": {
         "type": "string",
         "id": 12,
         "comment": "RECEIVED: what the device says it has [H8]."
        },
        "contentSha256": {
         "type": "string",
         "id": 13,
         "comment": null
        },
        "contentVerified": {
         "type": "bool",
         "id": 14,
         "comment": "RECEIVED: the hash is that of what was composed."
        },
        "progressPercent": {
         "type": "uint32",
         "id": 15,
         "comment": null
        },
        "progressNote": {
         "type": "string",
         "id": 16,
         "comment": null
        },
        "outcomeCode": {
         "type": "string",
         "id": 17,
         "comment": "SUCCEEDED, FAILED, REJECTED, CORRECTED: what the device said."
        },
        "outcomeDetail": {
         "type": "string",
         "id": 18,
         "comment": null
        },
        "outcomeOutput": {
         "type": "string",
         "id": 19,
         "comment": null
        },
        "late": {
         "type": "bool",
         "id": 20,
         "comment": null
        },
        "reason": {
         "type": "string",
         "id": 21,
         "comment": "Why, where it needs a word: NO_RECEIPT, LEASE_ENDED, the device's reason for a deferral, …"
        },
        "nextAt": {
         "type": "int64",
         "id": 22,
         "comment": "DEFERRED, and REQUEUED with a backoff: when it goes on."
        },
        "status": {
         "type": "string",
         "id": 23,
         "comment": "CORRECTED: the status it has now, by its name in lower case."
        },
        "traceparent": {
         "type": "string",
         "id": 24,
         "comment": "[A6] W3C trace context of the command. Empty: nobody traces."
        }
       },
       "comment": null
      },
      "SubscribeRequest": {
       "oneofs": {
        "frame": {
         "oneof": [
          "open",
          "grant",
          "ack",
          "leave"
         ],
         "comment": null
        }
       },
       "fields": {
        "open": {
         "type": "Open",
         "id": 1,
         "comment": null
        },
        "grant": {
         "type": "Grant",
         "id": 2,
         "comment": null
        },
        "ack": {
         "type": "Ack",
         "id": 3,
         "comment": null
        },
        "leave": {
         "type": "Leave",
         "id": 4,
         "comment": null
        }
       },
       "comment": null
      },
      "SubscribeResponse": {
       "oneofs": {
        "frame": {
         "oneof": [
          "opened",
          "events",
          "heartbeat",
          "gap",
          "assigned",
          "ack",
          "goAway"
         ],
         "comment": null
        }
       },
       "fields": {
        "opened": {
         "type": "Opened",
         "id": 1,
         "comment": null
        },
        "events": {
         "type": "Events",
         "id": 2,
         "comment": null
        },
        "heartbeat": {
         "type": "Heartbeat",
         "id": 3,
         "comment": null
        },
        "gap": {
         "type": "Gap",
         "id": 4,
         "comment": null
        },
        "assigned": {
         "type": "Assigned",
         "id": 5,
         "comment": null
        },
        "ack": {
         "type": "AckResult",
         "id": 6,
         "comment": null
        },
        "goAway": {
         "type": "GoAway",
         "id": 7,
         "comment": null
        }
       },
       "comment": null
      },
      "Start": {
       "oneofs": {
        "at": {
         "oneof": [
          "cursor",
          "time",
          "earliest",
          "latest"
         ],
         "comment": null
        }
       },
       "fields": {
        "cursor": {
         "type": "string",
         "id": 1,
         "comment": "A cursor of an earlier frame."
        },
        "time": {
         "type": "int64",
         "id": 2,
         "comment": "The first event at or after this time."
        },
        "earliest": {
         "type": "bool",
         "id": 3,
         "comment": "The oldest that is kept."
        },
        "latest": {
         "type": "bool",
         "id": 4,
         "comment": "Only what comes from now on. The default."
        }
       },
       "comment": "Where to begin. For a named subscription that exists, its stored floor wins."
      },
      "Filter": {
       "fields": {
        "kinds": {
         "rule": "repeated",
         "type": "EventKind",
         "id": 1,
         "comment": null
        },
        "actions": {
         "rule": "repeated",
         "type": "string",
         "id": 2,
         "comment": null
        },
        "devices": {
         "rule": "repeated",
         "type": "string",
         "id": 3,
         "comment": null
        },
        "tags": {
         "rule": "repeated",
         "type": "string",
         "id": 4,
         "comment": null
        },
        "applications": {
         "rule": "repeated",
         "type": "string",
         "id": 5,
         "comment": "Only with the scope hooks:all; else it is the caller's own."
        }
       },
       "comment": "[H7] All given must hold; within one field any value will do."
      },
      "Open": {
       "fields": {
        "subscription": {
         "type": "string",
         "id": 1,
         "comment": "[H6] A name: the server keeps the cursor. Empty: the caller does. ^[a-z0-9][a-z0-9._-]{0,63}$"
        },
        "member": {
         "type": "string",
         "id": 2,
         "comment": "With a name: members share the partitions of the subscription. The same member takes over its own older stream."
        },
        "start": {
         "type": "Start",
         "id": 3,
         "comment": null
        },
        "filter": {
         "type": "Filter",
         "id": 4,
         "comment": null
        },
        "grant": {
         "type": "Grant",
         "id": 5,
         "comment": "[H4] The first grant. Without one nothing is sent until a grant comes."
        },
        "heartbeatMs": {
         "type": "uint32",
         "id": 6,
         "comment": "Milliseconds between heartbeats when idle: 1,000–60,000, default 10,000."
        }
       },
       "comment": null
      },
      "Grant": {
       "fields": {
        "totalEvents": {
         "type": "uint64",
         "id": 1,
         "comment": null
        },
        "totalBytes": {
         "type": "uint64",
         "id": 2,
         "comment": null
        }
       },
       "comment": "[H4] Absolute totals since open: idempotent, never less than before."
      },
      "Ack": {
       "fields": {
        "cursor": {
         "type": "string",
         "id": 1,
         "comment": null
        },
        "requestId": {
         "type": "uint64",
         "id": 2,
         "comment": null
        }
       },
       "comment": "[H6] All up to this cursor is done."
      },
      "Leave": {
       "fields": {},
       "comment": "Gives up the partitions at once and ends the stream."
      },
      "Opened": {
       "fields": {
        "cursor": {
         "type": "string",
         "id": 1,
         "comment": null
        },
        "subscription": {
         "type": "string",
         "id": 2,
         "comment": null
        },
        "generation": {
         "type": "uint64",
         "id": 3,
         "comment": "A fence for acknowledgements of a named subscription."
        },
        "partitions": {
         "type": "uint32",
         "id": 4,
         "comment": null
        }
       },
       "comment": null
      },
      "Events": {
       "fields": {
        "events": {
         "rule": "repeated",
         "type": "HookEvent",
         "id": 1,
         "comment": null
        },
        "partition": {
         "type": "uint32",
         "id": 2,
         "comment": null
        },
        "epoch": {
         "type": "string",
         "id": 3,
         "comment": "The log's epoch, 16 hex digits."
        },
        "runs": {
         "rule": "repeated",
         "type": "uint64",
         "id": 4,
         "comment": "Sequence numbers of the events, run-length: start and count pairs. Gaps between runs were filtered out."
        },
        "cursor": {
         "type": "string",
         "id": 5,
         "comment": "[H2] Store it with your own data."
        }
       },
       "comment": null
      },
      "Heartbeat": {
       "fields": {
        "cursor": {
         "type": "string",
         "id": 1,
         "comment": "[H2] Also when the filter let nothing through."
        },
        "lagEvents": {
         "type": "uint64",
         "id": 2,
         "comment": "[H5] Events between the cursor and the end of the log, before filtering."
        },
        "lagMs": {
         "type": "uint64",
         "id": 3,
         "comment": null
        },
        "grantedEventsLeft": {
         "type": "uint64",
         "id": 4,
         "comment": null
        },
        "grantedBytesLeft": {
         "type": "uint64",
         "id": 5,
         "comment": null
        },
        "serverTime": {
         "type": "int64",
         "id": 6,
         "comment": null
        },
        "parked": {
         "type": "bool",
         "id": 7,
         "comment": null
        }
       },
       "comment": null
      },
      "Gap": {
       "fields": {
        "reason": {
         "type": "Reason",
         "id": 1,
         "comment": null
        },
        "partition": {
         "type": "uint32",
         "id": 2,
         "comment": null
        },
        "firstSeq": {
         "type": "uint64",
         "id": 3,
         "comment": "The first and the last sequence number that will not come; last is 0 where it cannot be known."
        },
        "lastSeq": {
         "type": "uint64",
         "id": 4,
         "comment": null
        },
        "epoch": {
         "type": "string",
         "id": 5,
         "comment": null
        },
        "cursor": {
         "type": "string",
         "id": 6,
         "comment": null
        }
       },
       "nested": {
        "Reason": {
         "values": {
          "REASON_UNSPECIFIED": 0,
          "REASON_TRIMMED": 1,
          "REASON_EPOCH_CHANGED": 2,
          "REASON_REGRESSED": 3
         },
         "comment": null,
         "comments": {
          "REASON_UNSPECIFIED": null,
          "REASON_TRIMMED": "Past retention.",
          "REASON_EPOCH_CHANGED": "The log is another one than the cursor's: lost, or restored from a backup.",
          "REASON_REGRESSED": "The cursor was ahead of the log: a failover lost its tail."
         }
        }
       },
       "comment": "[H3] What is missing, before any later event."
      },
      "Assigned": {
       "fields": {
        "partitions": {
         "rule": "repeated",
         "type": "uint32",
         "id": 1,
         "comment": null
        },
        "generation": {
         "type": "uint64",
         "id": 2,
         "comment": null
        }
       },
       "comment": "[H6] The partitions this member reads from now on."
      },
      "AckResult": {
       "fields": {
        "requestId": {
         "type": "uint64",
         "id": 1,
         "comment": null
        },
        "refused": {
         "type": "string",
         "id": 2,
         "comment": "Empty: accepted. STALE_GENERATION: another member holds the partition now."
        },
        "cursor": {
         "type": "string",
         "id": 3,
         "comment": null
        }
       },
       "comment": null
      },
      "GoAway": {
       "fields": {
        "reason": {
         "type": "string",
         "id": 1,
         "comment": null
        },
        "reconnectAfterMs": {
         "type": "uint32",
         "id": 2,
         "comment": null
        },
        "cursor": {
         "type": "string",
         "id": 3,
         "comment": null
        }
       },
       "comment": null
      },
      "FetchRequest": {
       "fields": {
        "start": {
         "type": "Start",
         "id": 1,
         "comment": null
        },
        "filter": {
         "type": "Filter",
         "id": 2,
         "comment": null
        },
        "maxEvents": {
         "type": "uint32",
         "id": 3,
         "comment": "1–1,000, default 100."
        },
        "waitMs": {
         "type": "uint32",
         "id": 4,
         "comment": "0–30,000."
        }
       },
       "comment": null
      },
      "FetchResponse": {
       "fields": {
        "events": {
         "rule": "repeated",
         "type": "HookEvent",
         "id": 1,
         "comment": null
        },
        "cursor": {
         "type": "string",
         "id": 2,
         "comment": null
        },
        "gaps": {
         "rule": "repeated",
         "type": "Gap",
         "id": 3,
         "comment": null
        }
       },
       "comment": null
      },
      "SeekRequest": {
       "fields": {
        "subscription": {
         "type": "string",
         "id": 1,
         "comment": null
        },
        "start": {
         "type": "Start",
         "id": 2,
         "comment": null
        }
       },
       "comment": null
      },
      "SeekResponse": {
       "fields": {
        "cursor": {
         "type": "string",
         "id": 1,
         "comment": null
        }
       },
       "comment": null
      },
      "ListSubscriptionsRequest": {
       "fields": {},
       "comment": null
      },
      "ListSubscriptionsResponse": {
       "fields": {
        "subscriptions": {
         "rule": "repeated",
         "type": "Subscription",
         "id": 1,
         "comment": null
        }
       },
       "comment": null
      },
      "Subscription": {
       "fields": {
        "name": {
         "type": "string",
         "id": 1,
         "comment": null
        },
        "application": {
         "type": "string",
         "id": 2,
         "comment": null
        },
        "cursor": {
         "type": "string",
         "id": 3,
         "comment": null
        },
        "lagEvents": {
         "type": "uint64",
         "id": 4,
         "comment": null
        },
        "members": {
         "rule": "repeated",
         "type": "string",
         "id": 5,
         "comment": null
        },
        "generation": {
         "type": "uint64",
         "id": 6,
         "comment": null
        },
        "ackedAt": {
         "type": "int64",
         "id": 7,
         "comment": null
        }
       },
       "comment": null
      },
      "DeleteSubscriptionRequest": {
       "fields": {
        "subscription": {
         "type": "string",
         "id": 1,
         "comment": null
        }
       },
       "comment": null
      },
      "DeleteSubscriptionResponse": {
       "fields": {},
       "comment": null
      }
     }
    }
   }
  },
  "google": {
   "nested": {
    "protobuf": {
     "nested": {
      "Struct": {
       "fields": {
        "fields": {
         "keyType": "string",
         "type": "Value",
         "id": 1
        }
       },
       "comment": null
      },
      "Value": {
       "oneofs": {
        "kind": {
         "oneof": [
          "nullValue",
          "numberValue",
          "stringValue",
          "boolValue",
          "structValue",
          "listValue"
         ]
        }
       },
       "fields": {
        "nullValue": {
         "type": "NullValue",
         "id": 1
        },
        "numberValue": {
         "type": "double",
         "id": 2
        },
        "stringValue": {
         "type": "string",
         "id": 3
        },
        "boolValue": {
         "type": "bool",
         "id": 4
        },
        "structValue": {
         "type": "Struct",
         "id": 5
        },
        "listValue": {
         "type": "ListValue",
         "id": 6
        }
       },
       "comment": null
      },
      "NullValue": {
       "values": {
        "NULL_VALUE": 0
       },
       "comments": {}
      },
      "ListValue": {
       "fields": {
        "values": {
         "rule": "repeated",
         "type": "Value",
         "id": 1
        }
       },
       "comment": null
      }
     }
    }
   }
  }
 }
}
