using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Collections;
using Snnc.Compiler.Diagnostics;
using Snnc.Compiler.Symbols;
using Snnc.Compiler.Syntax;
using Snnc.Compiler.Text;

namespace Snnc.Compiler.Semantics;

/// <summary>
/// Checks a neuron model once, for all its uses. The clauses are bound twice: first silently, with the ports' dimensions as unknowns that their use
/// solves, then with these.
/// </summary>
public static class ModelBinder
{
    /// <summary>Binds a model.</summary>
    /// <param name="syntax">The model's declaration.</param>
    /// <param name="source">The text that it stands in.</param>
    /// <param name="fileConstants">The constants of that file, by name.</param>
    /// <param name="bag">Takes the diagnostics.</param>
    public static BoundModel Bind(NeuronSyntax syntax, SourceText source, IReadOnlyDictionary<string, BoundExpr> fileConstants, DiagnosticBag bag)
    {
        var own = new DiagnosticBag();
        var model = Bind(syntax, source, fileConstants, own, ModelFaults.OfSyntax(syntax));
        bag.AddRange(own);
        return model;
    }

    private static BoundModel Bind(
        NeuronSyntax syntax, SourceText source, IReadOnlyDictionary<string, BoundExpr> constants, DiagnosticBag bag, bool isBroken)
    {
        var scope = new ModelScope(source, bag, constants);
        var declarations = new ModelDeclarations(scope, source, bag);
        declarations.Bind(syntax);
        SolvePorts(syntax, source, constants, scope);
        var clauses = new ClauseBinder(scope, source, bag, null).Bind(syntax);
        var ports = scope.Symbols.Where(symbol => symbol.Kind == ModelSymbolKind.Port);

        var model = new BoundModel(
            syntax.Name.Text,
            syntax.Documentation,
            declarations.Parameters.ToEquatableArray(),
            declarations.States.ToEquatableArray(),
            ports.Select(port => new BoundPortDecl(port.Name, port.Type == BoundType.Int, port.Dimension, port.At)).ToEquatableArray(),
            clauses,
            clauses.Any(clause => clause is BoundEmit),
            false,
            syntax,
            source);
        model = model with { HasErrors = isBroken || bag.HasErrors || ModelExpressions.Of(model).Any(BoundTree.HasError) };
        ModelFaults.Report(model, scope, bag);
        return model;
    }

    private static void SolvePorts(NeuronSyntax syntax, SourceText source, IReadOnlyDictionary<string, BoundExpr> constants, ModelScope scope)
    {
        var solver = new DimensionSolver();
        var silent = new DiagnosticBag();
        var trial = new ModelScope(source, silent, constants);
        new ModelDeclarations(trial, source, silent).Bind(syntax);
        var open = trial.Symbols.Where(symbol => symbol.Kind == ModelSymbolKind.Port).ToList();
        open.ForEach(port => port.Dimension = solver.Add());
        new ClauseBinder(trial, source, silent, solver).Bind(syntax);
        open.ForEach(port => scope.Find(port.Name)!.Dimension = solver.Known(port.Dimension));
    }
}
