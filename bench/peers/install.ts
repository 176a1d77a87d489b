export function installPeers(_names: string[]): void {}
