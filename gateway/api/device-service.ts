import { SottoError } from '../../core/errors.ts'
import { enroll } from '../../core/flow/enroll.ts'
import type { EnrollRequest__Output } from '../../proto/gen/sotto/v1/EnrollRequest.ts'
import type { EnrollResponse } from '../../proto/gen/sotto/v1/EnrollResponse.ts'
import { sha256Hex } from './api-key.ts'
import { isEnrolmentToken } from './enrolment-token.ts'
import type { Parts } from './handler.ts'

/** The unary half; the channel itself is a stream of gateway/channels. */
export function createDeviceService(world: Parts) {
  return {
    async Enroll({ token, publicKey, deviceId, labels }: EnrollRequest__Output): Promise<EnrollResponse> {
      if (!isEnrolmentToken(token)) throw new SottoError('BAD_TOKEN', { field: 'token' })
      return enroll(world, { tokenSha256: sha256Hex(token), publicKey, deviceId, labels })
    },
  }
}
