import { Channel, type ChannelCredentials, type ChannelOptions, type ClientOptions } from '@grpc/grpc-js'

/** A channel of gRPC that can begin anew, with a connection of its own, under all who use it. */
export type ReplaceableChannel = NonNullable<ClientOptions['channelOverride']> & {
  /** Calls from now on take a new connection. Streams of the old one go on until they end. */
  replace(): void
}

export function createReplaceableChannel(
  address: string,
  credentials: ChannelCredentials,
  options: ChannelOptions,
): ReplaceableChannel {
  // From a pool of its own: grpc-js would give the same connection again.
  const open = (): Channel => new Channel(address, credentials, { ...options, 'grpc.use_local_subchannel_pool': 1 })
  let current = open()
  return {
    createCall: (...given) => current.createCall(...given),
    getTarget: () => current.getTarget(),
    getConnectivityState: (...given) => current.getConnectivityState(...given),
    watchConnectivityState: (...given) => current.watchConnectivityState(...given),
    getChannelzRef: () => current.getChannelzRef(),
    close: () => current.close(),
    replace() {
      const old = current
      current = open()
      old.close()
    },
  }
}
