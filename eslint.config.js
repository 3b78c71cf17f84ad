import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

/**
 * The layers of the design as lint errors: dependencies go down only.
 * renderer -> shared; ipc, platform, shell, cli -> core -> shared; test may import all.
 */
const forbid = (...patterns) => [
  'error',
  { patterns: patterns.map(([regex, message]) => ({ regex, message })) },
];

const electronOnly = ['^electron($|/)', 'The engine and the contract never import Electron.'];
const react = ['^(react|react-dom|@mantine|@tanstack)($|/)', 'Only the renderer draws.'];
const ours = ['^#(core|lab)/', 'shared imports nothing of ours.'];
const upFromCore = ['^(?!#shared/).*(ipc|platform|shell|cli|renderer)/', 'core imports only shared.'];
const upFromRenderer = ['^#(core|lab)/|(^|/)electron/', 'The renderer imports only shared.'];
const kit = ['^@mantine/', 'Only renderer/ui imports the component library.'];
const otherFeature = [
  '^(\\.\\./){1,2}(features/)?(backups|gateways|help|overview|repositories|restore|restart|activity|settings)/',
  'Features never import each other.',
];
const processes = ['^(node:)?child_process$', 'Only core/hosts may start a process.'];
const electronIpc = {
  selector: "MemberExpression[object.property.name='webContents'][property.name='send']",
  message: 'Events go out through electron/ipc/event-hub.ts.',
};

export default tseslint.config(
  { ignores: ['out/', 'dist/', 'demo-output/', 'test-output/', 'node_modules/'] },
  ...tseslint.configs.strictTypeChecked,
  ...tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: ['eslint.config.js'] },
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true, argsIgnorePattern: '^_' }],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      'max-lines': ['error', { max: 400, skipBlankLines: false, skipComments: false }],
      'no-restricted-syntax': [
        'error',
        {
          selector: 'ExportDefaultDeclaration',
          message: 'Named exports only, except where a tool demands a default.',
        },
        electronIpc,
      ],
    },
  },
  { files: ['*.config.{js,ts}'], rules: { 'no-restricted-syntax': 'off' } },
  { files: ['eslint.config.js'], extends: [tseslint.configs.disableTypeChecked] },
  {
    files: ['shared/**/*.ts'],
    rules: {
      'no-restricted-imports': forbid(electronOnly, react, ours, upFromCore, [
        '^node:',
        'shared runs in the page too.',
      ]),
    },
  },
  {
    files: ['electron/core/**/*.ts'],
    rules: {
      'no-restricted-imports': forbid(electronOnly, react, upFromCore, processes, [
        '^#lab/',
        'core imports only shared.',
      ]),
    },
  },
  {
    files: ['electron/core/hosts/**/*.ts'],
    rules: { 'no-restricted-imports': forbid(electronOnly, react, upFromCore) },
  },
  {
    files: ['electron/{ipc,platform,shell,cli}/**/*.ts', 'electron/*.ts'],
    rules: {
      'no-restricted-imports': forbid(react, processes, [
        '^#lab/|(^|/)renderer/',
        'The shell imports core and shared.',
      ]),
    },
  },
  {
    files: ['electron/{platform,shell,cli}/**/*.ts', 'electron/main.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        {
          object: 'ipcMain',
          property: 'handle',
          message: 'Requests are registered in electron/ipc/router.ts.',
        },
        {
          object: 'shell',
          property: 'openExternal',
          message: 'Links are opened by electron/shell/links.ts.',
        },
      ],
    },
  },
  { files: ['electron/shell/links.ts'], rules: { 'no-restricted-properties': 'off' } },
  { files: ['electron/ipc/event-hub.ts'], rules: { 'no-restricted-syntax': 'off' } },
  {
    files: ['renderer/**/*.{ts,tsx}'],
    plugins: { 'react-hooks': reactHooks },
    rules: {
      ...reactHooks.configs.recommended.rules,
      'no-restricted-imports': forbid(electronOnly, kit, upFromRenderer, ['^node:', 'The page has no Node.']),
    },
  },
  {
    files: ['renderer/features/**/*.{ts,tsx}'],
    rules: {
      'no-restricted-imports': forbid(electronOnly, kit, upFromRenderer, otherFeature, [
        '^node:',
        'The page has no Node.',
      ]),
    },
  },
  {
    files: ['renderer/ui/**/*.{ts,tsx}'],
    rules: {
      'no-restricted-imports': forbid(electronOnly, upFromRenderer, [
        'features/',
        'The kit knows no feature.',
      ]),
    },
  },
  { files: ['test/**/*.{ts,tsx}'], rules: { '@typescript-eslint/no-non-null-assertion': 'off' } },
);
