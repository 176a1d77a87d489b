import { Link, type LinkProps } from '@tanstack/react-router'
import type { ComponentProps, Ref } from 'react'
import { parseAddress } from './address.ts'

type Props = Omit<ComponentProps<'a'>, 'href'> & { to: string; ref?: Ref<HTMLAnchorElement> }

/** A link to an address of the console as a text: `/messages?statuses=failed`. */
export function AddressLink({ to, ...rest }: Props) {
  return <Link {...(rest as object)} {...splitAddress(to)} />
}

/** As the router takes it, which checks only addresses that are written in the code. */
export function splitAddress(address: string): LinkProps {
  const [path = '/', query = ''] = address.split('?')
  return { to: path, search: parseAddress(query) } as LinkProps
}
