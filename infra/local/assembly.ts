// The start of the local run: reads what the CDK synthesized (templates and asset lists) from the assembly folder.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface RawResource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
}

export interface SynthesizedStack {
  readonly name: string;
  readonly region: string;
  readonly account: string;
  readonly resources: Readonly<Record<string, RawResource>>;
  readonly outputs: Readonly<Record<string, { readonly Value: unknown }>>;
  readonly parameters: Readonly<Record<string, { readonly Default?: unknown }>>;
  /** Folder or file of each asset, by the name it would have in the bootstrap bucket. */
  readonly assets: ReadonlyMap<string, string>;
}

interface Manifest {
  readonly artifacts: Readonly<
    Record<
      string,
      {
        readonly type: string;
        readonly environment?: string;
        readonly properties?: { readonly templateFile?: string; readonly stackName?: string };
      }
    >
  >;
}

interface AssetList {
  readonly files: Readonly<
    Record<
      string,
      {
        readonly source: { readonly path: string };
        readonly destinations: Readonly<Record<string, { readonly objectKey: string }>>;
      }
    >
  >;
}

/** Stands for what a template leaves open; AWS would fill in the deploying account. */
const UNKNOWN_ACCOUNT = '000000000000';
const UNKNOWN_REGION = 'eu-west-1';

/** @throws Error with a sentence where the folder holds no synthesized app */
export function readAssembly(folder: string): SynthesizedStack[] {
  const manifest = readJson<Manifest>(join(folder, 'manifest.json'));
  return Object.entries(manifest.artifacts).flatMap(([id, artifact]) => {
    if (artifact.type !== 'aws:cloudformation:stack' || !artifact.properties?.templateFile) return [];
    const template = readJson<Record<string, object | undefined>>(join(folder, artifact.properties.templateFile));
    const [account, region] = (artifact.environment ?? '').replace('aws://', '').split('/');
    return [
      {
        name: artifact.properties.stackName ?? id,
        account: !account || account === 'unknown-account' ? UNKNOWN_ACCOUNT : account,
        region: !region || region === 'unknown-region' ? UNKNOWN_REGION : region,
        resources: (template.Resources ?? {}) as SynthesizedStack['resources'],
        outputs: (template.Outputs ?? {}) as SynthesizedStack['outputs'],
        parameters: (template.Parameters ?? {}) as SynthesizedStack['parameters'],
        assets: readAssets(folder, id),
      },
    ];
  });
}

function readAssets(folder: string, artifactId: string): Map<string, string> {
  const { files } = readJson<AssetList>(join(folder, `${artifactId}.assets.json`));
  return new Map(
    Object.values(files).flatMap(({ source, destinations }) =>
      Object.values(destinations).map(({ objectKey }) => [objectKey, join(folder, source.path)] as const),
    ),
  );
}

function readJson<T>(file: string): T {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as T;
  } catch (error) {
    throw new Error(`${file} cannot be read; synthesize the app first (npx cdk synth).`, { cause: error });
  }
}
