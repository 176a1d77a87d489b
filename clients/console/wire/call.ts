import { type UseQueryOptions, useQuery } from '@tanstack/react-query'
import type { ErrorDetail__Output } from '../../../proto/gen/sotto/v1/ErrorDetail.ts'
import type { Answer, MethodName, Request } from './methods.ts'
import { withNumbers } from './numbers.ts'
import { Problem } from './problem.ts'

/** A unary call as whoever is logged in. @throws Problem */
export async function call<Name extends MethodName>(
  method: Name,
  request: Request<Name>,
  signal?: AbortSignal,
): Promise<Answer<Name>> {
  return (await post(`/sotto.v1.${method}`, request, signal)) as Answer<Name>
}

/** JSON there and back. @throws Problem */
export async function post(path: string, body: unknown, signal?: AbortSignal): Promise<unknown> {
  const response = await reach(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    ...(signal && { signal }),
  })
  const answer = parse(await response.text())
  if (!response.ok) throw new Problem(answer as ErrorDetail__Output)
  return answer
}

/** @throws Problem when no answer comes */
export async function reach(path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(path, { credentials: 'same-origin', ...init })
  } catch (error) {
    if (init.signal?.aborted) throw error
    throw Problem.offline(error)
  }
}

/** @throws Problem where it is no JSON: another server answered */
export function parse(text: string): unknown {
  try {
    return withNumbers(JSON.parse(text))
  } catch (cause) {
    throw Object.assign(new Problem({}), { cause })
  }
}

/** The answer of a call that reads, kept by what was asked. */
export function useCall<Name extends MethodName>(
  method: Name,
  request: Request<Name>,
  options: Partial<UseQueryOptions<Answer<Name>, Problem>> = {},
) {
  return useQuery<Answer<Name>, Problem>({
    queryKey: [method, request],
    queryFn: ({ signal }) => call(method, request, signal),
    ...options,
  })
}
