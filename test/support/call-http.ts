type Where = { http: string; adminKey: string }

/** A unary call as curl would make it; throws the error body's reason. */
export async function callHttp(
  { http, adminKey }: Where,
  method: string,
  body: object,
  key = adminKey,
): Promise<unknown> {
  const response = await fetch(`${http}/sotto.v1.${method}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(key !== '' && { authorization: `Bearer ${key}` }) },
    body: JSON.stringify(body),
  })
  const answer = (await response.json()) as Record<string, unknown>
  if (!response.ok)
    throw Object.assign(new Error(`${answer.reason}: ${answer.message}`), { answer, status: response.status })
  return answer
}
