import { customElementJetBrainsPlugin } from 'custom-element-jet-brains-integration';
import { customElementVsCodePlugin } from 'custom-element-vs-code-integration';
import { publicApi } from './scripts/manifest/public-api.ts';

const outdir = 'dist';

/** Where editors lead from the tag. */
const manual = () => ({
  name: 'Manual',
  url: 'https://github.com/flinks-link/flinks-link/blob/main/docs/README.md',
});

export default {
  globs: ['src/element/{flinks-link,settings,typed-element}.ts'],
  outdir,
  litelement: true,
  // package.json names the manifest already; a build changes no source.
  packagejson: false,
  // What editors read is made of the manifest.
  plugins: [
    publicApi(),
    customElementVsCodePlugin({ outdir, hideLogs: true, referencesTemplate: () => [manual()] }),
    // The plugin reads `referenceTemplate`; its README says `referencesTemplate`.
    customElementJetBrainsPlugin({ outdir, hideLogs: true, packageJson: false, referenceTemplate: manual }),
  ],
};
