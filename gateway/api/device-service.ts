import { SottoError } from '../../core/errors.ts'
import type { World } from '../../core/ports/world.ts'
import type { EnrollRequest__Output } from '../../proto/gen/sotto/v1/EnrollRequest.ts'
import type { EnrollResponse } from '../../proto/gen/sotto/v1/EnrollResponse.ts'
import { sha256Hex } from './api-key.ts'
import { isEnrolmentToken } from './enrolment-token.ts'
import type { Flows } from './flows.ts'
import { refuseUnless } from './handler.ts'
import { checkLabels } from './labels.ts'

const PUBLIC_KEY_BYTES = 32

/** The unary half; the channel itself is a stream of gateway/channels. */
export function createDeviceService(world: World, flows: Flows) {
  return {
    async Enroll({ token, publicKey, deviceId, labels }: EnrollRequest__Output): Promise<EnrollResponse> {
      if (!isEnrolmentToken(token)) throw new SottoError('BAD_TOKEN', { field: 'token' })
      const bytes = publicKey.length
      refuseUnless(
        bytes === PUBLIC_KEY_BYTES,
        'publicKey',
        `must be ${PUBLIC_KEY_BYTES} bytes (Ed25519, raw), not ${bytes}`,
      )
      checkLabels(labels)
      return flows.enroll(world, { tokenSha256: sha256Hex(token), publicKey, deviceId, labels })
    },
  }
}
