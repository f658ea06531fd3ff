import { expect } from 'chai';
import ts from 'typescript';

// The compiler sees to it that a decision gives no reason that it does not declare; this, that it declares no other.
describe('the reasons that a decision declares', () => {
  it('are those that it gives, no more', function () {
    this.timeout(30_000);
    const program = ts.createProgram(ts.sys.readDirectory('src/core', ['.ts']), { ...readOptions(), types: [] });
    const checker = program.getTypeChecker();
    const differing: string[] = [];
    let compared = 0;

    const compare = (node: ts.SignatureDeclaration & { readonly body?: ts.ConciseBody }, name: string): void => {
      if (!node.type || !node.body) return;
      const declared = reasonsIn(checker.getTypeFromTypeNode(node.type));
      if (declared.size === 0) return;
      compared++;
      const given = new Set(
        resultsOf(node.body).flatMap((result) => [...reasonsIn(checker.getTypeAtLocation(result))]),
      );
      const unused = [...declared].filter((reason) => !given.has(reason));
      if (unused.length > 0) differing.push(`${name}: ${unused.join(', ')}`);
    };

    const reasonsIn = (type: ts.Type): ReadonlySet<string> =>
      new Set(
        (type.isUnion() ? type.types : [type]).flatMap((each) => {
          const property = each.getProperty('refused');
          if (!property) return [];
          const reasons = checker.getTypeOfSymbol(property);
          return (reasons.isUnion() ? reasons.types : [reasons]).flatMap((reason) =>
            reason.isStringLiteral() ? [reason.value] : [],
          );
        }),
      );

    const visit = (node: ts.Node): void => {
      if (ts.isFunctionDeclaration(node)) compare(node, node.name?.text ?? '');
      if (ts.isArrowFunction(node)) compare(node, node.getSourceFile().fileName);
      ts.forEachChild(node, visit);
    };
    for (const file of program.getSourceFiles()) if (!file.isDeclarationFile) visit(file);

    expect(compared).to.be.greaterThan(25);
    expect(differing).to.deep.equal([]);
  });
});

const readOptions = (): ts.CompilerOptions =>
  ts.parseJsonConfigFileContent(ts.readConfigFile('tsconfig.json', (path) => ts.sys.readFile(path)).config, ts.sys, '.')
    .options;

/** The expressions that a body returns, not those of functions inside it. */
function resultsOf(body: ts.ConciseBody): readonly ts.Expression[] {
  if (!ts.isBlock(body)) return [body];
  const results: ts.Expression[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node)) return;
    if (ts.isReturnStatement(node) && node.expression) results.push(node.expression);
    ts.forEachChild(node, visit);
  };
  visit(body);
  return results;
}
