/**
 * Who may import whom (docs/tour.md shows the rooms). Each rule has a planted violation in scripts/import-rules.test.ts
 * that it must catch. The parser is swc, because TypeScript 7 has no API for it to use.
 */
const own = '^src/programmes/([^/]+)/';
/** Libraries of the server. That nothing the browser loads reaches one is watched by the build itself (vite.config.ts). */
const serverLibraries =
  '^(node:|fs$|path$|crypto$)|node_modules/(postgres|fastify|@fastify|pg-boss|pino|@node-rs|zod-openapi|prom-client|commander|cli-progress)(/|$)';
const pure = '^src/platform/(calendar|validators|citations|money|rules)/';
const tests = '[.]test[.]tsx?$|/(every-situation|test-queues|test-enrolment)[.]ts$';

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    { name: 'no-circles', severity: 'error', comment: 'No circles.', from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } } },
    { name: 'resolvable', severity: 'error', comment: 'Everything that is imported exists.', from: {}, to: { couldNotResolve: true, pathNot: '[.]css$' } },
    {
      name: 'platform-knows-no-programme',
      severity: 'error',
      comment: 'The platform knows no programme and not the house.',
      from: { path: '^src/platform/', pathNot: tests },
      to: { path: '^src/(programmes/|testing/|[^/]+[.]ts$)|^web/' },
    },
    {
      name: 'platform-doors',
      severity: 'error',
      comment: 'A room of the platform shows one door, index.ts (pure.ts for pages).',
      from: { path: '^src/platform/([^/]+)/', pathNot: tests },
      to: { path: '^src/platform/', pathNot: '^src/platform/$1/|^src/platform/[^/]+/(index|pure)[.]ts$' },
    },
    {
      name: 'programme-uses-doors',
      severity: 'error',
      comment: 'A programme, the house and the web enter the platform by its doors.',
      from: { path: '^(src/(programmes/|testing/|[^/]+[.]ts$)|web/|bench/|e2e/)' },
      to: { path: '^src/platform/', pathNot: '^src/platform/[^/]+/(index|pure)[.]ts$' },
    },
    {
      name: 'programme-knows-its-own',
      severity: 'error',
      comment: 'A programme enters another only by its door, and never the house.',
      from: { path: own, pathNot: tests },
      to: { path: '^src/(programmes/|testing/|[^/]+[.]ts$)', pathNot: '^src/programmes/$1/|^src/programmes/[^/]+/index[.]ts$' },
    },
    {
      name: 'rules-are-pure',
      severity: 'error',
      comment: 'Rules, figures and forms stand on small pure libraries only.',
      from: { path: '^src/(programmes/[^/]+/(rules|figures|forms|checks)|platform/cases/(task|clock|order))[.]ts$' },
      to: {
        path: `${serverLibraries}|^src/platform/`,
        pathNot: `${pure}|/pure[.]ts$|^src/platform/cases/(task|clock|order)[.]ts$`,
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'pages-use-pure-doors',
      severity: 'error',
      comment: 'Pages import words, forms, rules, figures and web/ui; of the server, types only.',
      from: { path: '^(src/programmes/[^/]+/pages/|web/)', pathNot: tests },
      to: { path: '^src/platform/', pathNot: `${pure}|/pure[.]ts$`, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'portal-stays-light',
      severity: 'error',
      comment: 'The component library, the drawings and the frame made of them belong to the desk; the portal loads without them.',
      from: { path: '^web/(portal|ui/(api|kit|session|words|pages|qr))/|^src/programmes/[^/]+/pages/(portal|form)/' },
      to: { path: 'node_modules/(antd|@ant-design|echarts|@xyflow|elkjs)/|^web/ui/frame/' },
    },
    {
      name: 'ui-knows-no-page',
      severity: 'error',
      comment: 'What both share knows neither portal nor desk nor a programme.',
      from: { path: '^web/ui/' },
      to: { path: '^web/(portal|desk)/|^src/programmes/' },
    },
    {
      name: 'nobody-enters-from-above',
      severity: 'error',
      comment: 'Server and command line are where everything is put together: nobody imports them.',
      from: {},
      to: { path: '^src/(server|cli)[.]ts$' },
    },
    {
      name: 'no-test-in-product',
      severity: 'error',
      comment: 'The product does not import its tests.',
      from: { pathNot: `${tests}|^src/testing/|^e2e/` },
      to: { path: `${tests}|^src/testing/|^e2e/`, pathNot: '^src/programmes/one-thing/pages/' },
    },
    {
      name: 'declared',
      severity: 'error',
      comment: 'Every library is declared in package.json.',
      from: { pathNot: tests },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
  ],
  options: {
    parser: 'swc',
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '[.]css$' },
    tsPreCompilationDeps: true,
    combinedDependencies: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default', 'types'] },
  },
};
