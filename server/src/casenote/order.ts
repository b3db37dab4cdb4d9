// The shape of the pairs of events whose order in time cannot be the other way round (an answer before its question).
// The pairs themselves are data: server/packs/england/order-of-events.yaml.

export interface OrderPair {
  readonly later: string;
  readonly needs: readonly string[];
  /** Days after `later` in which one of `needs` shows that the two are meant to belong together. */
  readonly window: number;
  /** What is wrong, in plain words; `{later}` and `{needs}` stand for the two days. */
  readonly message: string;
}

/** Checks what was read from order-of-events.yaml; throws with the row's number where one is wrong. */
export function readOrderPairs(data: unknown): OrderPair[] {
  const rows = (data as { pairs?: unknown } | null)?.pairs;
  if (!Array.isArray(rows)) throw new Error('pairs: a list is wanted');
  return rows.map((row: Partial<OrderPair>, i) => {
    const { later, needs, window, message } = row;
    if (typeof later !== 'string') throw new Error(`pair ${i + 1}: later should be an event`);
    if (!Array.isArray(needs) || needs.some((n) => typeof n !== 'string'))
      throw new Error(`pair ${i + 1}: needs should be events`);
    if (typeof window !== 'number' || window < 1) throw new Error(`pair ${i + 1}: window should be a number of days`);
    if (typeof message !== 'string' || !message.includes('{later}') || !message.includes('{needs}'))
      throw new Error(`pair ${i + 1}: message should name {later} and {needs}`);
    return { later, needs, window, message };
  });
}
