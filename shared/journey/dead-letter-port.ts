// Where a function puts what it cannot understand: whole, with the reason, for an operator to look at and send again.
export interface DeadLetter {
  /** The record as it came, to the letter. */
  readonly whole: string;
  /** One sentence for the operator: what could not be understood, and where in the record. */
  readonly reason: string;
}

export interface DeadLetterPort {
  keep(letter: DeadLetter): Promise<void>;
}
