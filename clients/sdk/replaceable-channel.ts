import {
  Channel,
  type ChannelCredentials,
  type ChannelOptions,
  type ClientOptions,
  connectivityState,
} from '@grpc/grpc-js'

/** A channel of gRPC that can begin anew, with a connection of its own, under all who use it. */
export type ReplaceableChannel = NonNullable<ClientOptions['channelOverride']> & {
  /** Calls from now on take a new connection. Streams of the old one go on until they end. */
  replace(): void
}

/**
 * One that has calls and does not come to stand within `connectMs` is replaced by itself: grpc-js waits without an end for the
 * server's first word, and keepalive begins only after it. What was accepted and then forgotten on its way, by a router, a load
 * balancer or a server that died just then, would hold up all calls for good; or, after a failure, let them fail for good.
 */
export function createReplaceableChannel(
  address: string,
  credentials: ChannelCredentials,
  options: ChannelOptions,
  connectMs: number,
): ReplaceableChannel {
  // From a pool of its own: grpc-js would give the same connection again.
  const open = (): Channel => new Channel(address, credentials, { ...options, 'grpc.use_local_subchannel_pool': 1 })
  let current = open()
  let patience: NodeJS.Timeout | undefined

  function replace(): void {
    const old = current
    current = open()
    stopWaiting()
    old.close()
  }

  function waitForIt(): void {
    if (patience || current.getConnectivityState(false) === connectivityState.READY) return
    patience = setTimeout(() => {
      patience = undefined
      if (current.getConnectivityState(false) !== connectivityState.READY) replace()
    }, connectMs).unref()
  }

  function stopWaiting(): void {
    clearTimeout(patience)
    patience = undefined
  }

  return {
    createCall(...given) {
      waitForIt()
      return current.createCall(...given)
    },
    getTarget: () => current.getTarget(),
    getConnectivityState: (...given) => current.getConnectivityState(...given),
    watchConnectivityState: (...given) => current.watchConnectivityState(...given),
    getChannelzRef: () => current.getChannelzRef(),
    close() {
      stopWaiting()
      current.close()
    },
    replace,
  }
}
