import { brotliCompressSync } from 'node:zlib';
import type { Plugin } from 'vite';

/** What a visitor of each landing page downloads before it can be used, by the entry modules that page needs. */
export interface Landing {
  name: string;
  /** Source modules (relative to the project) that are loaded for it, besides index.html's own entry. */
  modules: string[];
  /** Brotli kilobytes (1000 bytes) that must not be exceeded; without it the figure is only printed. */
  limit?: number;
}

interface Chunk {
  fileName: string;
  facadeModuleId: string | null;
  isEntry: boolean;
  imports: string[];
  css: string[];
}

/**
 * Prints what each landing page weighs in brotli, scripts and styles together, and fails the build when one exceeds its limit.
 * Fonts are listed apart: text is readable before they arrive.
 */
export function sizes(landings: Landing[]): Plugin {
  return {
    name: 'usher-sizes',
    apply: 'build',
    enforce: 'post',
    writeBundle(_, bundle) {
      const weight = new Map<string, number>();
      const chunks = new Map<string, Chunk>();
      for (const output of Object.values(bundle)) {
        const content = output.type === 'chunk' ? output.code : output.source;
        weight.set(
          output.fileName,
          output.fileName.endsWith('.woff2') ? content.length : brotliCompressSync(content).length,
        );
        if (output.type === 'chunk') {
          const css = (output as unknown as { viteMetadata?: { importedCss: Set<string> } }).viteMetadata?.importedCss;
          chunks.set(output.fileName, { ...output, css: [...(css ?? [])] });
        }
      }
      const problems: string[] = [];
      for (const landing of landings) {
        const files = filesOf(chunks, landing.modules);
        const total = [...files].reduce((sum, file) => sum + (weight.get(file) ?? 0), 0);
        const limit = landing.limit ? ` (limit ${landing.limit} KB)` : '';
        console.log(`\n${landing.name}: ${kilobytes(total)} KB brotli${limit}`);
        for (const file of files) console.log(`  ${kilobytes(weight.get(file) ?? 0).padStart(6)} KB  ${file}`);
        if (landing.limit && total > landing.limit * 1000) {
          problems.push(`${landing.name} is larger than ${landing.limit} KB brotli: load what it does not need later.`);
        }
      }
      const fonts = [...weight].filter(([file]) => file.endsWith('.woff2'));
      console.log(
        `\nfonts, loaded as their characters appear: ${fonts.map(([f, n]) => `${f} ${kilobytes(n)} KB`).join(', ')}`,
      );
      if (problems.length > 0) this.error(problems.join('\n'));
    },
  };
}

function filesOf(chunks: Map<string, Chunk>, modules: string[]): Set<string> {
  const found = new Set<string>();
  const visit = (fileName: string) => {
    const chunk = chunks.get(fileName);
    if (!chunk || found.has(fileName)) return;
    found.add(fileName);
    for (const style of chunk.css) found.add(style);
    chunk.imports.forEach(visit);
  };
  for (const chunk of chunks.values()) {
    const module = chunk.facadeModuleId?.replaceAll('\\', '/');
    if (chunk.isEntry || modules.some(wanted => module?.endsWith(`/${wanted}`))) visit(chunk.fileName);
  }
  return found;
}

function kilobytes(bytes: number): string {
  return (bytes / 1000).toFixed(1);
}
