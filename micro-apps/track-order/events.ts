// What the bus hears from tracking: nothing, since looking changes nothing. That a customer looked is told by the page afterwards.
export const emits = [] as const;
