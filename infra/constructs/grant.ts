// What a function may do, together with the variables that tell it where: nothing is told without being allowed, or allowed unnamed.
import type { PolicyStatementProps } from 'aws-cdk-lib/aws-iam';

export interface Grant {
  readonly environment?: Readonly<Record<string, string>>;
  readonly statements?: readonly PolicyStatementProps[];
}
