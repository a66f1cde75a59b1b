const { existsSync } = require('node:fs');
const path = require('node:path');

const isPage = (file) => path.basename(file) === 'index.tsx' && existsSync(path.join(path.dirname(file), 'index.config.ts'));

/** Taro draws nothing where a page threw. So every page (a folder with an index.config.ts) is exported with src/components/page-fence around it. */
module.exports = ({ types: t }) => ({
  name: 'page-fence',
  visitor: {
    ExportDefaultDeclaration(found, { filename }) {
      const { declaration } = found.node;
      if (!filename || !isPage(filename) || t.isCallExpression(declaration)) return;
      const program = found.findParent((parent) => parent.isProgram());
      const fenced = program.scope.generateUidIdentifier('fenced');
      found.node.declaration = t.callExpression(fenced, [t.toExpression(declaration)]);
      program.unshiftContainer(
        'body',
        t.importDeclaration([t.importSpecifier(fenced, t.identifier('fenced'))], t.stringLiteral('@/components/page-fence')),
      );
    },
  },
});
