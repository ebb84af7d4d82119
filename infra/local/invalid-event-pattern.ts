// Thrown while a rule's pattern is compiled, so that a rule EventBridge would refuse stops the local start.

/** The pattern is one that EventBridge refuses; the message holds the reason. */
export class InvalidEventPattern extends Error {
  override name = 'InvalidEventPattern';
}
