import { SottoError } from '../../core/errors.ts'
import { LABELS_MAX, WORD_BYTES_MAX } from '../../core/limits.ts'
import { refuseUnless } from './handler.ts'

/** [B1] What a device is: a few short words. */
export function checkLabels(labels: Record<string, string>): void {
  const entries = Object.entries(labels)
  if (entries.length > LABELS_MAX)
    throw new SottoError('TOO_LARGE', {
      field: 'labels',
      detail: `labels has ${entries.length}, at most ${LABELS_MAX}`,
    })
  for (const [key, value] of entries) {
    refuseUnless(key !== '', 'labels', 'has a label without a name')
    if (Buffer.byteLength(key) > WORD_BYTES_MAX || Buffer.byteLength(value) > WORD_BYTES_MAX)
      throw new SottoError('TOO_LARGE', {
        field: `labels.${key.slice(0, 64)}`,
        detail: `at most ${WORD_BYTES_MAX} bytes`,
      })
  }
}
