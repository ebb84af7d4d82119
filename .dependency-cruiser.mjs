// Who may import whom. `test/architecture` runs it and counts the modules, so that it cannot pass on nothing.
const apps = '^micro-apps/([^/]+)/';
const ownTests = '\\.test\\.ts$';

/** @type {import('dependency-cruiser').IConfiguration} */
// biome-ignore lint/style/noDefaultExport: dependency-cruiser reads its configuration so
export default {
  forbidden: [
    {
      name: 'no-cycles',
      comment:
        'What runs each other is one thing in two files. Types may name each other: they are gone when anything runs.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'apps-do-not-know-each-other',
      comment: 'A micro-app can be added, changed and removed alone.',
      severity: 'error',
      from: { path: apps },
      to: { path: '^micro-apps/', pathNot: '^micro-apps/$1/' },
    },
    {
      name: 'a-rule-stands-on-the-contract',
      comment: 'An app is a plug: everything around it is found by the register.',
      severity: 'error',
      from: { path: apps, pathNot: [ownTests, `${apps}(handler|element)\\.ts$`, `${apps}page/`] },
      to: {
        path: '^(shared|functions|infra|test)/',
        // Of passes a rule may know what they say, never how they are signed or verified.
        pathNot: '^shared/((contract|profile|policy|payments|journey|http)/|pass/pass\\.ts$)',
      },
    },
    {
      name: 'a-handler-binds-and-nothing-else',
      severity: 'error',
      from: { path: `${apps}handler\\.ts$` },
      to: { pathNot: ['^micro-apps/$1/', '^shared/lambda/'] },
    },
    {
      name: 'a-page-knows-no-server-code',
      severity: 'error',
      from: { path: [`${apps}element\\.ts$`, `${apps}page/`, '^shared/web/'] },
      to: { path: '^(shared|functions|infra|test)/', pathNot: '^shared/web/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'rules-know-no-page-code',
      severity: 'error',
      from: {
        path: '^(functions|shared|micro-apps)/',
        pathNot: ['^shared/web/', `${apps}element\\.ts$`, `${apps}page/`],
      },
      to: { path: ['^shared/web/', `${apps}element\\.ts$`, `${apps}page/`, '^lit$', '/lit/'] },
    },
    {
      name: 'shared-knows-no-app',
      severity: 'error',
      from: { path: '^shared/', pathNot: ownTests },
      to: { path: '^(micro-apps|functions|infra|test)/' },
    },
    {
      name: 'functions-know-no-app',
      severity: 'error',
      from: { path: '^functions/', pathNot: ownTests },
      to: { path: '^(micro-apps|infra|test)/' },
    },
    {
      name: 'aws-stands-in-one-place',
      comment: 'Rules and functions speak to ports; only the adapters speak to AWS.',
      severity: 'error',
      from: { path: '^(functions|micro-apps|shared)/', pathNot: ['^shared/aws/', ownTests] },
      to: { path: '@aws-sdk/' },
    },
    {
      name: 'a-decision-does-nothing-else',
      comment: 'No file, network, clock or randomness is reachable from a rule.',
      severity: 'error',
      from: { path: `${apps}decide\\.ts$` },
      to: {
        path: ['^shared/(aws|lambda|log|web)/', '@aws-', '^(node:)?(fs|net|http|https|crypto|child_process|os)$'],
        reachable: true,
      },
    },
  ],
  options: {
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
      extensions: ['.ts', '.mjs', '.js', '.json'],
    },
  },
};
