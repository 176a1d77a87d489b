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
        },
        "role": {
         "type": "string",
         "id": 7,
         "comment": "What the scopes amount to, for programs that show only what will work: admin (keys:write), operator (commands:write or\ndevices:write) or viewer."
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
        "SubmitMany": {
         "requestType": "SubmitManyRequest",
         "responseType": "SubmitManyResponse",
         "comment": "Several commands in one call, each by itself: one that is refused keeps no other from being stored. Scope commands:write."
        },
        "SubmitStream": {
         "requestType": "SubmitStreamRequest",
         "requestStream": true,
         "responseType": "SubmitStreamResponse",
         "responseStream": true,
         "comment": "For who submits all the time: each request is a SubmitMany, and is answered before the next is read. One that is refused as a whole\nends the stream. Scope commands:write."
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
      "SubmitManyRequest": {
       "fields": {
        "commands": {
         "rule": "repeated",
         "type": "SubmitRequest",
         "id": 1,
         "comment": "1–256."
        }
       },
       "comment": null
      },
      "SubmitManyResponse": {
       "fields": {
        "outcomes": {
         "rule": "repeated",
         "type": "SubmitOutcome",
         "id": 1,
         "comment": "In the order of the request's commands."
        }
       },
       "comment": null
      },
      "SubmitStreamRequest": {
       "fields": {
        "commands": {
         "rule": "repeated",
         "type": "SubmitRequest",
         "id": 1,
         "comment": "1–256."
        }
       },
       "comment": null
      },
      "SubmitStreamResponse": {
       "fields": {
        "outcomes": {
         "rule": "repeated",
         "type": "SubmitOutcome",
         "id": 1,
         "comment": "In the order of the request's commands."
        }
       },
       "comment": null
      },
      "SubmitOutcome": {
       "oneofs": {
        "outcome": {
         "oneof": [
          "accepted",
          "refused"
         ],
         "comment": null
        }
       },
       "fields": {
        "accepted": {
         "type": "SubmitResponse",
         "id": 1,
         "comment": null
        },
        "refused": {
         "type": "ErrorDetail",
         "id": 2,
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
        },
        "tracestate": {
         "type": "string",
         "id": 15,
         "comment": "[A6] What the caller's tracing systems carry with it, as it came; at most 512 characters. Empty: nothing."
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
        },
        "prefix": {
         "type": "string",
         "id": 5,
         "comment": "Only those whose identifier begins so."
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
        "EVENT_KIND_CANCEL_REFUSED": "The device refused to cancel; the status is what it was, or RECEIVED where that was SENT.",
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
        },
        "tracestate": {
         "type": "string",
         "id": 25,
         "comment": "[A6] What the caller's tracing systems carry with it, as it came; at most 512 characters. Empty: nothing."
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
       "comment": "Where to begin. For a named subscription that exists, its stored floor wins; a cursor tells what this member has seen, so\nthat a gap is told where the log has lost some of it."
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
         "comment": "Empty: accepted. STALE_GENERATION: another member holds the partition now. BAD_CURSOR: it is no cursor of this tenant here.\nNOT_FOUND: the stream has no subscription, or it was deleted. STORE_UNAVAILABLE: acknowledge this one or a later one again."
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
      },
      "ObserveService": {
       "methods": {
        "GetOverview": {
         "requestType": "GetOverviewRequest",
         "responseType": "GetOverviewResponse",
         "comment": "How the tenant stands now. Scope commands:read."
        },
        "Watch": {
         "requestType": "WatchRequest",
         "responseType": "WatchResponse",
         "responseStream": true,
         "comment": "One stream for a page: what it shows, as it changes. Of each topic the newest is sent; a slow reader skips, and is never\nbuffered for. At most 20 streams of a key on a node. Over HTTP in the Connect protocol's streaming form. Any key, with the\nscope of each topic: commands:read for OVERVIEW and OPERATIONS, hooks:read for EVENTS, STREAMS and SUBSCRIPTIONS, queues:read\nfor QUEUES, devices:read for DEVICES."
        },
        "GetQueues": {
         "requestType": "GetQueuesRequest",
         "responseType": "GetQueuesResponse",
         "comment": "The work queue and the outboxes, of all tenants together. Scope queues:read."
        },
        "ListStreams": {
         "requestType": "ListStreamsRequest",
         "responseType": "ListStreamsResponse",
         "comment": "Subscribers that are connected now, to any node. hooks:all for those of other applications [A5]. Scope hooks:read."
        },
        "ListAudit": {
         "requestType": "ListAuditRequest",
         "responseType": "ListAuditResponse",
         "comment": "Who did what, and who was refused what; newest first. Scope audit:read."
        },
        "GetConfiguration": {
         "requestType": "GetConfigurationRequest",
         "responseType": "GetConfigurationResponse",
         "comment": "Settings as they are in effect, and limits. What is only about the servers is for keys with queues:read; secrets are for\nnobody. Any key."
        }
       },
       "comment": "For operators: how it stands, live. Figures are of the caller's tenant, but those of GetQueues."
      },
      "Topic": {
       "values": {
        "TOPIC_UNSPECIFIED": 0,
        "TOPIC_OVERVIEW": 1,
        "TOPIC_EVENTS": 2,
        "TOPIC_QUEUES": 3,
        "TOPIC_STREAMS": 4,
        "TOPIC_OPERATIONS": 5,
        "TOPIC_SUBSCRIPTIONS": 6,
        "TOPIC_DEVICES": 7
       },
       "comment": null,
       "comments": {
        "TOPIC_UNSPECIFIED": null,
        "TOPIC_OVERVIEW": null,
        "TOPIC_EVENTS": "Hook events that a filter lets through.",
        "TOPIC_QUEUES": null,
        "TOPIC_STREAMS": null,
        "TOPIC_OPERATIONS": "Bulk operations that run, or ended in the last minute.",
        "TOPIC_SUBSCRIPTIONS": "Named subscriptions as ListSubscriptions has them, but without cursors.",
        "TOPIC_DEVICES": "A page of devices, with their presence."
       }
      },
      "WatchRequest": {
       "fields": {
        "topics": {
         "rule": "repeated",
         "type": "Topic",
         "id": 1,
         "comment": "At least one, each once."
        },
        "intervalMs": {
         "type": "uint32",
         "id": 2,
         "comment": "Between two frames of figures: 1,000–60,000, default 2,000. Events come as they happen, in at most five frames a second."
        },
        "historySeconds": {
         "type": "uint32",
         "id": 3,
         "comment": "OVERVIEW: how far back the first frame's samples go, at most 3,600."
        },
        "start": {
         "type": "Start",
         "id": 4,
         "comment": "EVENTS: where to begin, by default at the end, and which."
        },
        "filter": {
         "type": "Filter",
         "id": 5,
         "comment": null
        },
        "skipWhenBehind": {
         "type": "bool",
         "id": 6,
         "comment": "EVENTS: when more than 2,000 events behind, go on at the end, and say how many were skipped."
        },
        "devices": {
         "type": "ListDevicesRequest",
         "id": 7,
         "comment": "DEVICES: the page that is looked at, as ListDevices is asked for it."
        }
       },
       "comment": null
      },
      "WatchResponse": {
       "fields": {
        "serverTime": {
         "type": "int64",
         "id": 1,
         "comment": null
        },
        "overview": {
         "type": "Overview",
         "id": 2,
         "comment": null
        },
        "samples": {
         "rule": "repeated",
         "type": "Sample",
         "id": 3,
         "comment": "Those since the frame before."
        },
        "events": {
         "type": "EventsFrame",
         "id": 4,
         "comment": null
        },
        "queues": {
         "type": "Queues",
         "id": 5,
         "comment": null
        },
        "streams": {
         "type": "StreamList",
         "id": 6,
         "comment": null
        },
        "operations": {
         "rule": "repeated",
         "type": "Operation",
         "id": 7,
         "comment": null
        },
        "subscriptions": {
         "type": "ListSubscriptionsResponse",
         "id": 8,
         "comment": null
        },
        "devices": {
         "type": "ListDevicesResponse",
         "id": 9,
         "comment": null
        }
       },
       "comment": "What is new; a field that is not there has not changed. At least one a 10 s, if only with server_time."
      },
      "EventsFrame": {
       "fields": {
        "events": {
         "rule": "repeated",
         "type": "HookEvent",
         "id": 1,
         "comment": "At most 500."
        },
        "cursor": {
         "type": "string",
         "id": 2,
         "comment": "[H2] Go on here after a lost connection: start.cursor."
        },
        "gaps": {
         "rule": "repeated",
         "type": "Gap",
         "id": 3,
         "comment": "[H3]"
        },
        "skipped": {
         "type": "uint64",
         "id": 4,
         "comment": null
        }
       },
       "comment": null
      },
      "GetOverviewRequest": {
       "fields": {
        "historySeconds": {
         "type": "uint32",
         "id": 1,
         "comment": "At most 3,600."
        }
       },
       "comment": null
      },
      "GetOverviewResponse": {
       "fields": {
        "overview": {
         "type": "Overview",
         "id": 1,
         "comment": null
        },
        "history": {
         "rule": "repeated",
         "type": "Sample",
         "id": 2,
         "comment": "Oldest first."
        }
       },
       "comment": null
      },
      "Overview": {
       "fields": {
        "at": {
         "type": "int64",
         "id": 1,
         "comment": null
        },
        "statuses": {
         "rule": "repeated",
         "type": "StatusCount",
         "id": 2,
         "comment": "Every status that messages have."
        },
        "devices": {
         "type": "uint32",
         "id": 3,
         "comment": null
        },
        "devicesOnline": {
         "type": "uint32",
         "id": 4,
         "comment": null
        },
        "nodes": {
         "rule": "repeated",
         "type": "NodeDevices",
         "id": 5,
         "comment": "Where the tenant's devices are connected."
        },
        "backlog": {
         "type": "Backlog",
         "id": 6,
         "comment": null
        },
        "rates": {
         "type": "Rates",
         "id": 7,
         "comment": "Of the newest minute of samples."
        },
        "legs": {
         "rule": "repeated",
         "type": "LegFigures",
         "id": 8,
         "comment": null
        },
        "failures": {
         "rule": "repeated",
         "type": "ReasonCount",
         "id": 9,
         "comment": "Of the newest hour of samples, most frequent first, at most 20."
        },
        "hooks": {
         "type": "HookFigures",
         "id": 10,
         "comment": null
        },
        "attention": {
         "rule": "repeated",
         "type": "Attention",
         "id": 11,
         "comment": "What needs somebody, worst first; empty when all is well."
        },
        "sampledAt": {
         "type": "int64",
         "id": 12,
         "comment": "When the newest sample was taken. Zero, or long ago: no worker runs, and rates and legs say nothing."
        }
       },
       "comment": null
      },
      "StatusCount": {
       "fields": {
        "status": {
         "type": "Status",
         "id": 1,
         "comment": null
        },
        "count": {
         "type": "uint64",
         "id": 2,
         "comment": null
        }
       },
       "comment": null
      },
      "NodeDevices": {
       "fields": {
        "node": {
         "type": "string",
         "id": 1,
         "comment": null
        },
        "devicesOnline": {
         "type": "uint32",
         "id": 2,
         "comment": null
        }
       },
       "comment": null
      },
      "Backlog": {
       "fields": {
        "queued": {
         "type": "uint64",
         "id": 1,
         "comment": "Messages that wait: for their device, their turn, or the end of a backoff."
        },
        "readyDevices": {
         "type": "uint32",
         "id": 2,
         "comment": "Devices that are online and have something to be sent. More than a few for more than a second: workers do not keep up."
        },
        "readySince": {
         "type": "int64",
         "id": 3,
         "comment": "Since when the first of them waits. Zero: none does."
        },
        "partitions": {
         "rule": "repeated",
         "type": "PartitionBacklog",
         "id": 4,
         "comment": null
        }
       },
       "comment": null
      },
      "PartitionBacklog": {
       "fields": {
        "partition": {
         "type": "uint32",
         "id": 1,
         "comment": null
        },
        "readyDevices": {
         "type": "uint32",
         "id": 2,
         "comment": null
        },
        "readySince": {
         "type": "int64",
         "id": 3,
         "comment": null
        },
        "clocks": {
         "type": "uint64",
         "id": 4,
         "comment": "Clocks that run, of messages and commands, and when the first of them ends."
        },
        "nextDueAt": {
         "type": "int64",
         "id": 5,
         "comment": null
        },
        "tailSeq": {
         "type": "uint64",
         "id": 6,
         "comment": "The newest event of the log."
        }
       },
       "comment": null
      },
      "Rates": {
       "fields": {
        "submitted": {
         "type": "double",
         "id": 1,
         "comment": null
        },
        "sent": {
         "type": "double",
         "id": 2,
         "comment": null
        },
        "received": {
         "type": "double",
         "id": 3,
         "comment": null
        },
        "succeeded": {
         "type": "double",
         "id": 4,
         "comment": null
        },
        "endedBadly": {
         "type": "double",
         "id": 5,
         "comment": "failed, rejected, expired, timed_out."
        },
        "retried": {
         "type": "double",
         "id": 6,
         "comment": "Sendings that have to be repeated."
        }
       },
       "comment": "Messages a second."
      },
      "Leg": {
       "values": {
        "LEG_UNSPECIFIED": 0,
        "LEG_SUBMIT_SENT": 1,
        "LEG_SENT_RECEIVED": 2,
        "LEG_RECEIVED_RESULT": 3,
        "LEG_SUBMIT_RESULT": 4
       },
       "comment": null,
       "comments": {
        "LEG_UNSPECIFIED": null,
        "LEG_SUBMIT_SENT": "From acceptance to the first sending. For a device that was offline, that is how long it was.",
        "LEG_SENT_RECEIVED": null,
        "LEG_RECEIVED_RESULT": null,
        "LEG_SUBMIT_RESULT": null
       }
      },
      "LegFigures": {
       "fields": {
        "leg": {
         "type": "Leg",
         "id": 1,
         "comment": null
        },
        "count": {
         "type": "uint32",
         "id": 2,
         "comment": null
        },
        "p50Ms": {
         "type": "double",
         "id": 3,
         "comment": "Milliseconds, within 10 %."
        },
        "p99Ms": {
         "type": "double",
         "id": 4,
         "comment": null
        },
        "maxMs": {
         "type": "double",
         "id": 5,
         "comment": null
        }
       },
       "comment": null
      },
      "ReasonCount": {
       "fields": {
        "status": {
         "type": "Status",
         "id": 1,
         "comment": null
        },
        "reason": {
         "type": "string",
         "id": 2,
         "comment": "The server's word, or the device's outcome code."
        },
        "count": {
         "type": "uint64",
         "id": 3,
         "comment": null
        }
       },
       "comment": null
      },
      "HookFigures": {
       "fields": {
        "streams": {
         "type": "uint32",
         "id": 1,
         "comment": null
        },
        "parked": {
         "type": "uint32",
         "id": 2,
         "comment": null
        },
        "lagEvents": {
         "type": "uint64",
         "id": 3,
         "comment": "Of the slowest."
        },
        "lagMs": {
         "type": "uint64",
         "id": 4,
         "comment": null
        },
        "idleSubscriptions": {
         "type": "uint32",
         "id": 5,
         "comment": "Named subscriptions that nobody reads now, and how far the last of them is behind."
        },
        "idleLagEvents": {
         "type": "uint64",
         "id": 6,
         "comment": null
        }
       },
       "comment": null
      },
      "Attention": {
       "fields": {
        "severity": {
         "type": "Severity",
         "id": 1,
         "comment": null
        },
        "code": {
         "type": "string",
         "id": 2,
         "comment": "For programs: NO_WORKER, BACKLOG_WAITS, FAILURES, RETRIES, SUBSCRIBER_PARKED, SUBSCRIBER_BEHIND, SUBSCRIPTION_IDLE,\nDEVICES_GONE, CLOCKS_LATE."
        },
        "sentence": {
         "type": "string",
         "id": 3,
         "comment": "For people: what is, and what to do."
        },
        "target": {
         "type": "string",
         "id": 4,
         "comment": "An address within the console, such as /messages?statuses=failed&reason=ATTEMPTS_EXHAUSTED."
        }
       },
       "nested": {
        "Severity": {
         "values": {
          "SEVERITY_UNSPECIFIED": 0,
          "SEVERITY_INFO": 1,
          "SEVERITY_WARNING": 2,
          "SEVERITY_CRITICAL": 3
         },
         "comment": null,
         "comments": {
          "SEVERITY_UNSPECIFIED": null,
          "SEVERITY_INFO": null,
          "SEVERITY_WARNING": null,
          "SEVERITY_CRITICAL": null
         }
        }
       },
       "comment": null
      },
      "Sample": {
       "fields": {
        "at": {
         "type": "int64",
         "id": 1,
         "comment": null
        },
        "seconds": {
         "type": "uint32",
         "id": 2,
         "comment": "That end at `at`."
        },
        "submitted": {
         "type": "uint32",
         "id": 3,
         "comment": null
        },
        "sent": {
         "type": "uint32",
         "id": 4,
         "comment": null
        },
        "received": {
         "type": "uint32",
         "id": 5,
         "comment": null
        },
        "succeeded": {
         "type": "uint32",
         "id": 6,
         "comment": null
        },
        "endedBadly": {
         "type": "uint32",
         "id": 7,
         "comment": null
        },
        "retried": {
         "type": "uint32",
         "id": 8,
         "comment": null
        },
        "legs": {
         "rule": "repeated",
         "type": "LegFigures",
         "id": 9,
         "comment": null
        },
        "readyDevices": {
         "type": "uint32",
         "id": 10,
         "comment": null
        },
        "queued": {
         "type": "uint64",
         "id": 11,
         "comment": null
        },
        "devicesOnline": {
         "type": "uint32",
         "id": 12,
         "comment": null
        }
       },
       "comment": "What happened in some seconds, of one tenant."
      },
      "GetQueuesRequest": {
       "fields": {},
       "comment": null
      },
      "GetQueuesResponse": {
       "fields": {
        "queues": {
         "type": "Queues",
         "id": 1,
         "comment": null
        }
       },
       "comment": null
      },
      "Queues": {
       "fields": {
        "at": {
         "type": "int64",
         "id": 1,
         "comment": null
        },
        "work": {
         "rule": "repeated",
         "type": "WorkQueue",
         "id": 2,
         "comment": null
        },
        "partitions": {
         "rule": "repeated",
         "type": "PartitionBacklog",
         "id": 3,
         "comment": "The outboxes by partition. With more than 64 tenants: empty."
        },
        "tenants": {
         "type": "uint32",
         "id": 4,
         "comment": null
        }
       },
       "comment": null
      },
      "WorkQueue": {
       "fields": {
        "name": {
         "type": "string",
         "id": 1,
         "comment": null
        },
        "paused": {
         "type": "bool",
         "id": 2,
         "comment": null
        },
        "jobs": {
         "keyType": "string",
         "type": "uint64",
         "id": 3,
         "comment": "Jobs by state: waiting, active, delayed, failed, completed, …"
        },
        "oldestWaitingAt": {
         "type": "int64",
         "id": 4,
         "comment": "Of the first that waits. Zero: none does."
        },
        "workers": {
         "type": "uint32",
         "id": 5,
         "comment": "Worker processes that are connected."
        },
        "completedPerSecond": {
         "type": "double",
         "id": 6,
         "comment": "Jobs a second, of the newest whole minute."
        },
        "failedPerSecond": {
         "type": "double",
         "id": 7,
         "comment": null
        }
       },
       "comment": null
      },
      "ListStreamsRequest": {
       "fields": {},
       "comment": null
      },
      "ListStreamsResponse": {
       "fields": {
        "streams": {
         "type": "StreamList",
         "id": 1,
         "comment": null
        }
       },
       "comment": null
      },
      "StreamList": {
       "fields": {
        "streams": {
         "rule": "repeated",
         "type": "HookStream",
         "id": 1,
         "comment": "At most 500."
        }
       },
       "comment": null
      },
      "HookStream": {
       "fields": {
        "node": {
         "type": "string",
         "id": 1,
         "comment": null
        },
        "application": {
         "type": "string",
         "id": 2,
         "comment": null
        },
        "subscription": {
         "type": "string",
         "id": 3,
         "comment": "Empty: the subscriber keeps its cursor itself."
        },
        "member": {
         "type": "string",
         "id": 4,
         "comment": null
        },
        "partitions": {
         "rule": "repeated",
         "type": "uint32",
         "id": 5,
         "comment": null
        },
        "parked": {
         "type": "bool",
         "id": 6,
         "comment": "[H5] It waits for a grant, or for its peer."
        },
        "lagEvents": {
         "type": "uint64",
         "id": 7,
         "comment": null
        },
        "lagMs": {
         "type": "uint64",
         "id": 8,
         "comment": null
        },
        "since": {
         "type": "int64",
         "id": 9,
         "comment": null
        },
        "sentEvents": {
         "type": "uint64",
         "id": 10,
         "comment": null
        }
       },
       "comment": "A subscriber that is connected; up to 5 s old."
      },
      "ListAuditRequest": {
       "fields": {
        "actor": {
         "type": "string",
         "id": 1,
         "comment": "All that are given must hold."
        },
        "what": {
         "type": "string",
         "id": 2,
         "comment": "The beginning of a word: \"key.\" finds key.create and key.revoke."
        },
        "about": {
         "type": "string",
         "id": 3,
         "comment": null
        },
        "outcome": {
         "type": "string",
         "id": 4,
         "comment": "done, or a code of the error registry. REFUSED: all but done."
        },
        "fromAt": {
         "type": "int64",
         "id": 5,
         "comment": null
        },
        "toAt": {
         "type": "int64",
         "id": 6,
         "comment": null
        },
        "pageSize": {
         "type": "uint32",
         "id": 7,
         "comment": "1–1,000, default 100."
        },
        "pageToken": {
         "type": "string",
         "id": 8,
         "comment": null
        }
       },
       "comment": null
      },
      "ListAuditResponse": {
       "fields": {
        "entries": {
         "rule": "repeated",
         "type": "AuditEntry",
         "id": 1,
         "comment": null
        },
        "nextPageToken": {
         "type": "string",
         "id": 2,
         "comment": "Empty: no more. A page may hold fewer than page_size, or none, and still have a next one."
        },
        "throughAt": {
         "type": "int64",
         "id": 3,
         "comment": "Everything at or after this was looked at."
        }
       },
       "comment": null
      },
      "AuditEntry": {
       "fields": {
        "entryId": {
         "type": "string",
         "id": 1,
         "comment": null
        },
        "at": {
         "type": "int64",
         "id": 2,
         "comment": null
        },
        "actor": {
         "type": "string",
         "id": 3,
         "comment": "The identifier of a key, or device:<id>, or server."
        },
        "what": {
         "type": "string",
         "id": 4,
         "comment": "key.create, device.revoke, command.cancel, CommandService/Submit (of one that was refused), …"
        },
        "about": {
         "type": "string",
         "id": 5,
         "comment": null
        },
        "outcome": {
         "type": "string",
         "id": 6,
         "comment": null
        },
        "detail": {
         "type": "string",
         "id": 7,
         "comment": null
        }
       },
       "comment": null
      },
      "GetConfigurationRequest": {
       "fields": {},
       "comment": null
      },
      "GetConfigurationResponse": {
       "fields": {
        "settings": {
         "rule": "repeated",
         "type": "Setting",
         "id": 1,
         "comment": null
        },
        "limits": {
         "rule": "repeated",
         "type": "Limit",
         "id": 2,
         "comment": null
        },
        "version": {
         "type": "string",
         "id": 3,
         "comment": null
        },
        "durability": {
         "type": "string",
         "id": 4,
         "comment": null
        }
       },
       "comment": null
      },
      "Setting": {
       "fields": {
        "name": {
         "type": "string",
         "id": 1,
         "comment": null
        },
        "value": {
         "type": "string",
         "id": 2,
         "comment": "Hidden secrets: \"(hidden)\"."
        },
        "defaultValue": {
         "type": "string",
         "id": 3,
         "comment": null
        },
        "unit": {
         "type": "string",
         "id": 4,
         "comment": null
        },
        "what": {
         "type": "string",
         "id": 5,
         "comment": null
        }
       },
       "comment": null
      },
      "Limit": {
       "fields": {
        "name": {
         "type": "string",
         "id": 1,
         "comment": null
        },
        "value": {
         "type": "int64",
         "id": 2,
         "comment": null
        }
       },
       "comment": "A bound of the product: docs/operations.md says what happens there."
      },
      "OperateService": {
       "methods": {
        "StartOperation": {
         "requestType": "StartOperationRequest",
         "responseType": "StartOperationResponse",
         "comment": "Begins to cancel, or to send again, what a filter finds; goes on by itself, whoever looks, and through restarts. It takes\nwhat was accepted before it began, or before it was counted, at most 100,000 messages; at most 4 run at a time in a tenant. Scope commands:write."
        },
        "GetOperation": {
         "requestType": "GetOperationRequest",
         "responseType": "GetOperationResponse",
         "comment": "Scope commands:read."
        },
        "ListOperations": {
         "requestType": "ListOperationsRequest",
         "responseType": "ListOperationsResponse",
         "comment": "The newest 100 of the tenant, newest first. Scope commands:read."
        },
        "StopOperation": {
         "requestType": "StopOperationRequest",
         "responseType": "StopOperationResponse",
         "comment": "What was done stays done. Scope commands:write."
        },
        "SendAgain": {
         "requestType": "SendAgainRequest",
         "responseType": "SendAgainResponse",
         "comment": "One message again: a new command of the caller, for the same device, with the same action, content, hook, clocks, key and\ntags. Scope commands:write."
        },
        "CloseChannel": {
         "requestType": "CloseChannelRequest",
         "responseType": "CloseChannelResponse",
         "comment": "Closes a device's channel with CLOSED_BY_OPERATOR; the device comes back by itself. Scope devices:write."
        },
        "PauseQueue": {
         "requestType": "PauseQueueRequest",
         "responseType": "PauseQueueResponse",
         "comment": "No worker takes a job any more, of any tenant: what is submitted is stored and waits, and what devices have goes on. As no\ncanary comes through, nodes are not ready after three of its intervals [B6]. Needs queues:read too. Scope commands:write."
        },
        "ResumeQueue": {
         "requestType": "ResumeQueueRequest",
         "responseType": "ResumeQueueResponse",
         "comment": "What waits is done now. Needs queues:read too. Scope commands:write."
        },
        "RetryFailedJobs": {
         "requestType": "RetryFailedJobsRequest",
         "responseType": "RetryFailedJobsResponse",
         "comment": "Jobs that failed wait again. A job says only which place has something to send, so no effect is repeated; one that is\ncompleted is not retried. Needs queues:read too. Scope commands:write."
        }
       },
       "comment": "For operators: act on many messages, on a device's channel, and on the work queue. Everything here is in the audit, refused or done."
      },
      "OperationKind": {
       "values": {
        "OPERATION_KIND_UNSPECIFIED": 0,
        "OPERATION_KIND_CANCEL": 1,
        "OPERATION_KIND_SEND_AGAIN": 2
       },
       "comment": null,
       "comments": {
        "OPERATION_KIND_UNSPECIFIED": null,
        "OPERATION_KIND_CANCEL": "[M12] Messages that are final already are passed over.",
        "OPERATION_KIND_SEND_AGAIN": "As SendAgain, for each message; a command of its own each, once, also through restarts. Messages that are not final, and\ndevices that can take no message now, are passed over."
       }
      },
      "OperationState": {
       "values": {
        "OPERATION_STATE_UNSPECIFIED": 0,
        "OPERATION_STATE_RUNNING": 1,
        "OPERATION_STATE_DONE": 2,
        "OPERATION_STATE_STOPPED": 3,
        "OPERATION_STATE_FAILED": 4
       },
       "comment": null,
       "comments": {
        "OPERATION_STATE_UNSPECIFIED": null,
        "OPERATION_STATE_RUNNING": null,
        "OPERATION_STATE_DONE": null,
        "OPERATION_STATE_STOPPED": "By StopOperation.",
        "OPERATION_STATE_FAILED": "The key of who began it does not work any more, 100,000 messages are reached, or the sentence in `problem`."
       }
      },
      "Operation": {
       "fields": {
        "operationId": {
         "type": "string",
         "id": 1,
         "comment": null
        },
        "kind": {
         "type": "OperationKind",
         "id": 2,
         "comment": null
        },
        "state": {
         "type": "OperationState",
         "id": 3,
         "comment": null
        },
        "filter": {
         "type": "MessageFilter",
         "id": 4,
         "comment": null
        },
        "actor": {
         "type": "string",
         "id": 5,
         "comment": "The key of who began it."
        },
        "startedAt": {
         "type": "int64",
         "id": 6,
         "comment": null
        },
        "updatedAt": {
         "type": "int64",
         "id": 7,
         "comment": null
        },
        "endedAt": {
         "type": "int64",
         "id": 8,
         "comment": "Zero while it runs."
        },
        "expected": {
         "type": "uint32",
         "id": 9,
         "comment": "What whoever began it was shown. Zero: nothing."
        },
        "found": {
         "type": "uint32",
         "id": 10,
         "comment": "Messages that the filter has found so far."
        },
        "done": {
         "type": "uint32",
         "id": 11,
         "comment": "Of these: canceled at once, or sent again."
        },
        "asked": {
         "type": "uint32",
         "id": 12,
         "comment": "CANCEL: the device was asked; its answer decides."
        },
        "passedOver": {
         "type": "uint32",
         "id": 13,
         "comment": null
        },
        "problem": {
         "type": "string",
         "id": 14,
         "comment": "For people: why it failed."
        }
       },
       "comment": null
      },
      "StartOperationRequest": {
       "fields": {
        "kind": {
         "type": "OperationKind",
         "id": 1,
         "comment": null
        },
        "filter": {
         "type": "MessageFilter",
         "id": 2,
         "comment": "Must say something: an operation on everything of a tenant is refused."
        },
        "expected": {
         "type": "uint32",
         "id": 3,
         "comment": "The count that was shown before; kept for the audit and for showing progress."
        },
        "idempotencyKey": {
         "type": "string",
         "id": 4,
         "comment": "The same key gives the same operation again for 24 h. At most 128 bytes."
        },
        "countedAt": {
         "type": "int64",
         "id": 5,
         "comment": "As CountMessages said it for the same filter: what came, or ended, since then is not taken. Zero, or a time to come: now."
        }
       },
       "comment": null
      },
      "StartOperationResponse": {
       "fields": {
        "operation": {
         "type": "Operation",
         "id": 1,
         "comment": null
        }
       },
       "comment": null
      },
      "GetOperationRequest": {
       "fields": {
        "operationId": {
         "type": "string",
         "id": 1,
         "comment": null
        }
       },
       "comment": null
      },
      "GetOperationResponse": {
       "fields": {
        "operation": {
         "type": "Operation",
         "id": 1,
         "comment": null
        }
       },
       "comment": null
      },
      "ListOperationsRequest": {
       "fields": {},
       "comment": null
      },
      "ListOperationsResponse": {
       "fields": {
        "operations": {
         "rule": "repeated",
         "type": "Operation",
         "id": 1,
         "comment": null
        }
       },
       "comment": null
      },
      "StopOperationRequest": {
       "fields": {
        "operationId": {
         "type": "string",
         "id": 1,
         "comment": null
        }
       },
       "comment": null
      },
      "StopOperationResponse": {
       "fields": {
        "operation": {
         "type": "Operation",
         "id": 1,
         "comment": null
        }
       },
       "comment": null
      },
      "SendAgainRequest": {
       "fields": {
        "messageId": {
         "type": "string",
         "id": 1,
         "comment": null
        },
        "idempotencyKey": {
         "type": "string",
         "id": 2,
         "comment": "[M11] As of Submit."
        }
       },
       "comment": null
      },
      "SendAgainResponse": {
       "fields": {
        "commandId": {
         "type": "string",
         "id": 1,
         "comment": null
        },
        "messageId": {
         "type": "string",
         "id": 2,
         "comment": null
        }
       },
       "comment": null
      },
      "CloseChannelRequest": {
       "fields": {
        "deviceId": {
         "type": "string",
         "id": 1,
         "comment": null
        }
       },
       "comment": null
      },
      "CloseChannelResponse": {
       "fields": {
        "closed": {
         "type": "bool",
         "id": 1,
         "comment": "False: it had none."
        }
       },
       "comment": null
      },
      "PauseQueueRequest": {
       "fields": {
        "queue": {
         "type": "string",
         "id": 1,
         "comment": "As GetQueues names it: dispatch."
        }
       },
       "comment": null
      },
      "PauseQueueResponse": {
       "fields": {},
       "comment": null
      },
      "ResumeQueueRequest": {
       "fields": {
        "queue": {
         "type": "string",
         "id": 1,
         "comment": null
        }
       },
       "comment": null
      },
      "ResumeQueueResponse": {
       "fields": {},
       "comment": null
      },
      "RetryFailedJobsRequest": {
       "fields": {
        "queue": {
         "type": "string",
         "id": 1,
         "comment": null
        }
       },
       "comment": null
      },
      "RetryFailedJobsResponse": {
       "fields": {
        "retried": {
         "type": "uint32",
         "id": 1,
         "comment": "Jobs that had failed when it was asked."
        }
       },
       "comment": null
      },
      "SearchService": {
       "methods": {
        "SearchMessages": {
         "requestType": "SearchMessagesRequest",
         "responseType": "SearchMessagesResponse",
         "comment": "Messages by what is known of them. Scope commands:read."
        },
        "CountMessages": {
         "requestType": "CountMessagesRequest",
         "responseType": "CountMessagesResponse",
         "comment": "How many messages a filter finds: in bounded steps, to be added up until there is no next_page_token. What is accepted after\nthe first step began is in none of them. Scope commands:read."
        },
        "GetTimeline": {
         "requestType": "GetTimelineRequest",
         "responseType": "GetTimelineResponse",
         "comment": "One message: its attempts with the time of every hop, and its hook events. Scope commands:read."
        },
        "GetDeviceQueue": {
         "requestType": "GetDeviceQueueRequest",
         "responseType": "GetDeviceQueueResponse",
         "comment": "What a device has been sent and what waits for it, in the order it goes. Its history is a search by device. Scope commands:read."
        },
        "PutView": {
         "requestType": "PutViewRequest",
         "responseType": "PutViewResponse",
         "comment": "Saves what a page shows by a name; the same name again replaces it. At most 100 of a key and 100 shared. Shared ones also\nneed commands:write. Scope commands:read."
        },
        "ListViews": {
         "requestType": "ListViewsRequest",
         "responseType": "ListViewsResponse",
         "comment": "The caller's own and the shared ones, by name. Scope commands:read."
        },
        "DeleteView": {
         "requestType": "DeleteViewRequest",
         "responseType": "DeleteViewResponse",
         "comment": "Shared ones also need commands:write. Scope commands:read."
        }
       },
       "comment": "For operators: find messages, and see what became of one. Every page is bounded in work, however much is in the store, and\nsays how far it looked when it stopped early."
      },
      "MessageFilter": {
       "fields": {
        "id": {
         "type": "string",
         "id": 1,
         "comment": "Of a message or of a command."
        },
        "deviceId": {
         "type": "string",
         "id": 2,
         "comment": null
        },
        "action": {
         "type": "string",
         "id": 3,
         "comment": null
        },
        "statuses": {
         "rule": "repeated",
         "type": "Status",
         "id": 4,
         "comment": "Any of these. Only open ones, or only failed, rejected, expired and timed_out ones: found by an index. Others: by command,\ndevice or time."
        },
        "reason": {
         "type": "string",
         "id": 5,
         "comment": "The server's word (UNDELIVERED, ATTEMPTS_EXHAUSTED, …) or the device's outcome code."
        },
        "fromAt": {
         "type": "int64",
         "id": 6,
         "comment": "Accepted at or after, and before this. Zero: no bound."
        },
        "toAt": {
         "type": "int64",
         "id": 7,
         "comment": null
        },
        "actor": {
         "type": "string",
         "id": 8,
         "comment": "The identifier of the key that submitted it."
        },
        "idempotencyKey": {
         "type": "string",
         "id": 9,
         "comment": "Of a submit in the last 24 h, by any key of the tenant."
        }
       },
       "comment": "All that are given must hold. None: every message of the tenant."
      },
      "SearchMessagesRequest": {
       "fields": {
        "filter": {
         "type": "MessageFilter",
         "id": 1,
         "comment": null
        },
        "pageSize": {
         "type": "uint32",
         "id": 2,
         "comment": "1–500, default 100."
        },
        "pageToken": {
         "type": "string",
         "id": 3,
         "comment": null
        }
       },
       "comment": null
      },
      "SearchMessagesResponse": {
       "fields": {
        "messages": {
         "rule": "repeated",
         "type": "FoundMessage",
         "id": 1,
         "comment": null
        },
        "nextPageToken": {
         "type": "string",
         "id": 2,
         "comment": "Empty: no more. A page may hold fewer than page_size, or none, and still have a next one."
        },
        "looked": {
         "type": "Looked",
         "id": 3,
         "comment": null
        }
       },
       "comment": null
      },
      "FoundMessage": {
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
         "comment": null
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
         "comment": "When the next clock ends. Zero: none runs."
        },
        "reason": {
         "type": "string",
         "id": 11,
         "comment": "The server's word, or else the device's outcome code."
        },
        "late": {
         "type": "bool",
         "id": 12,
         "comment": null
        },
        "progressPercent": {
         "type": "uint32",
         "id": 13,
         "comment": null
        },
        "actor": {
         "type": "string",
         "id": 14,
         "comment": null
        },
        "tags": {
         "rule": "repeated",
         "type": "string",
         "id": 15,
         "comment": null
        },
        "concurrencyKey": {
         "type": "string",
         "id": 16,
         "comment": null
        }
       },
       "comment": "What a list shows of a message; GetMessage and GetTimeline have the rest."
      },
      "Looked": {
       "fields": {
        "by": {
         "type": "string",
         "id": 1,
         "comment": "By what the messages were found, and so their order: ID; DEVICE and TIME: newest first; OPEN: latest deliver_by first;\nENDED_BADLY: last ended first."
        },
        "messages": {
         "type": "uint32",
         "id": 2,
         "comment": "Messages that were read to find those."
        },
        "throughAt": {
         "type": "int64",
         "id": 3,
         "comment": "TIME: all that was accepted at or after this was looked at. Zero where that is not the order."
        },
        "stoppedEarly": {
         "type": "bool",
         "id": 4,
         "comment": "The page ended because it had done enough, not because it was full or at the end."
        }
       },
       "comment": "How far a page looked."
      },
      "CountMessagesRequest": {
       "fields": {
        "filter": {
         "type": "MessageFilter",
         "id": 1,
         "comment": null
        },
        "pageToken": {
         "type": "string",
         "id": 2,
         "comment": null
        }
       },
       "comment": null
      },
      "CountMessagesResponse": {
       "fields": {
        "count": {
         "type": "uint32",
         "id": 1,
         "comment": "In this step."
        },
        "nextPageToken": {
         "type": "string",
         "id": 2,
         "comment": "Empty: all were counted."
        },
        "looked": {
         "type": "Looked",
         "id": 3,
         "comment": null
        },
        "countedAt": {
         "type": "int64",
         "id": 4,
         "comment": "When the first step began; the same in each. Counted is what was accepted by then and, where only final statuses are asked\nfor, had ended by then. StartOperation takes it, and then acts on nothing else."
        }
       },
       "comment": null
      },
      "GetTimelineRequest": {
       "fields": {
        "messageId": {
         "type": "string",
         "id": 1,
         "comment": null
        }
       },
       "comment": null
      },
      "GetTimelineResponse": {
       "fields": {
        "message": {
         "type": "Message",
         "id": 1,
         "comment": null
        },
        "explain": {
         "type": "ExplainResponse",
         "id": 2,
         "comment": null
        },
        "attempts": {
         "rule": "repeated",
         "type": "Attempt",
         "id": 3,
         "comment": "In the order of their numbers."
        },
        "events": {
         "rule": "repeated",
         "type": "HookEvent",
         "id": 4,
         "comment": "In the order of the log. Without content and output: the message has them."
        },
        "eventsTotal": {
         "type": "uint32",
         "id": 5,
         "comment": "How many events the message has had."
        },
        "incomplete": {
         "type": "bool",
         "id": 6,
         "comment": "Not all of them were found: the oldest are past retention, or far from the times that are known of the message."
        }
       },
       "comment": null
      },
      "Attempt": {
       "fields": {
        "number": {
         "type": "uint32",
         "id": 1,
         "comment": "From 1; 0 is what happened before the first sending."
        },
        "queuedAt": {
         "type": "int64",
         "id": 2,
         "comment": "Since when it waited to be sent."
        },
        "sentAt": {
         "type": "int64",
         "id": 3,
         "comment": null
        },
        "receivedAt": {
         "type": "int64",
         "id": 4,
         "comment": null
        },
        "runningAt": {
         "type": "int64",
         "id": 5,
         "comment": "The first and the last progress."
        },
        "progressAt": {
         "type": "int64",
         "id": 6,
         "comment": null
        },
        "deferredAt": {
         "type": "int64",
         "id": 7,
         "comment": null
        },
        "endedAt": {
         "type": "int64",
         "id": 8,
         "comment": null
        },
        "ending": {
         "type": "string",
         "id": 9,
         "comment": "How this attempt ended: REQUEUED, DEFERRED or the final status; empty while it is under way."
        },
        "reason": {
         "type": "string",
         "id": 10,
         "comment": null
        },
        "sessionId": {
         "type": "string",
         "id": 11,
         "comment": null
        }
       },
       "comment": "One sending of a message. Zero times: it has not happened, or its event was not found."
      },
      "GetDeviceQueueRequest": {
       "fields": {
        "deviceId": {
         "type": "string",
         "id": 1,
         "comment": null
        },
        "pageSize": {
         "type": "uint32",
         "id": 2,
         "comment": "Of what waits: 1–500, default 100."
        }
       },
       "comment": null
      },
      "GetDeviceQueueResponse": {
       "fields": {
        "underWay": {
         "rule": "repeated",
         "type": "FoundMessage",
         "id": 1,
         "comment": "Sent, received, running, deferred or canceling."
        },
        "waiting": {
         "rule": "repeated",
         "type": "FoundMessage",
         "id": 2,
         "comment": "In the order they will be sent."
        },
        "open": {
         "type": "uint32",
         "id": 3,
         "comment": "Messages that are not final, whether they are in this answer or not."
        }
       },
       "comment": null
      },
      "View": {
       "fields": {
        "name": {
         "type": "string",
         "id": 1,
         "comment": "At most 64 bytes."
        },
        "address": {
         "type": "string",
         "id": 2,
         "comment": "The address of the page within the console, with its filters: at most 2 KiB."
        },
        "shared": {
         "type": "bool",
         "id": 3,
         "comment": "For the whole tenant; else only its key sees it."
        },
        "actor": {
         "type": "string",
         "id": 4,
         "comment": "The key that saved it."
        },
        "savedAt": {
         "type": "int64",
         "id": 5,
         "comment": null
        }
       },
       "comment": null
      },
      "PutViewRequest": {
       "fields": {
        "view": {
         "type": "View",
         "id": 1,
         "comment": "actor and saved_at are set by the server."
        }
       },
       "comment": null
      },
      "PutViewResponse": {
       "fields": {},
       "comment": null
      },
      "ListViewsRequest": {
       "fields": {},
       "comment": null
      },
      "ListViewsResponse": {
       "fields": {
        "views": {
         "rule": "repeated",
         "type": "View",
         "id": 1,
         "comment": null
        }
       },
       "comment": null
      },
      "DeleteViewRequest": {
       "fields": {
        "name": {
         "type": "string",
         "id": 1,
         "comment": null
        },
        "shared": {
         "type": "bool",
         "id": 2,
         "comment": null
        }
       },
       "comment": null
      },
      "DeleteViewResponse": {
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
