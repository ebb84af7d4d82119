// The keys that sign passes. Functions verify with the public halves; only operators sign.
import { RemovalPolicy } from 'aws-cdk-lib';
import { Key, KeySpec, KeyUsage } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';

export class PassKeys extends Construct {
  /** Newest first: it signs. All of them verify. */
  readonly keys: readonly Key[];

  constructor(scope: Construct, id: string, { names }: { readonly names: readonly string[] }) {
    super(scope, id);
    this.keys = names.map(
      (name) =>
        new Key(this, name, {
          description: `Signs passes (${name})`,
          keySpec: KeySpec.ECC_NIST_P256,
          keyUsage: KeyUsage.SIGN_VERIFY,
          // A key that leaves the config stays until an operator deletes it: passes may still be out.
          removalPolicy: RemovalPolicy.RETAIN,
        }),
    );
  }

  /** Key ids, newest first, separated by commas. */
  get ids(): string {
    return this.keys.map((key) => key.keyId).join(',');
  }
}
