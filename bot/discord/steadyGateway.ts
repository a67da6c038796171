import { SimpleShardingStrategy } from "discord.js";
import type { Log } from "../log.ts";

export type Gateway = ConstructorParameters<typeof SimpleShardingStrategy>[0];
type Shard = { onMessage(data: ArrayBuffer | string, isBinary: boolean): Promise<void> };
/** What its types keep private. */
type Inside = { shards: ReadonlyMap<number, Shard> };

/**
 * The usual connection to Discord's gateway, with this difference: a packet that discord.js cannot make sense of is told in the
 * log and passed over. By itself it would leave a rejected promise that nobody holds, which ends the process.
 */
export class SteadyGateway extends SimpleShardingStrategy {
  readonly #log: Log;

  constructor(gateway: Gateway, log: Log) {
    super(gateway);
    this.#log = log;
  }

  override async spawn(shardIds: number[]): Promise<void> {
    await super.spawn(shardIds);
    const { shards } = this as unknown as Inside;
    for (const shard of shards.values()) this.#steady(shard);
  }

  #steady(shard: Shard): void {
    const read = shard.onMessage.bind(shard);
    shard.onMessage = async (data, isBinary) => {
      try {
        await read(data, isBinary);
      } catch (error) {
        this.#log.warn({ err: error }, "a packet from Discord's gateway was not understood");
      }
    };
  }
}
