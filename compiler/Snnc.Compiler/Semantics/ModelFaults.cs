using System.Linq;
using Snnc.Compiler.Diagnostics;
using Snnc.Compiler.Syntax;

namespace Snnc.Compiler.Semantics;

/// <summary>What can be said of a model only when all of it is bound.</summary>
internal static class ModelFaults
{
    /// <summary>Whether the parser has reported something inside, so that the model is not whole.</summary>
    public static bool OfSyntax(NeuronSyntax syntax) =>
        syntax.Name.IsMissing || syntax.Members.Any(member => member is ErrorNeuronMemberSyntax || HasGap(member));

    /// <summary>Warns of what is used nowhere; only of a model without errors, whose text is surely complete.</summary>
    public static void Report(BoundModel model, ModelScope scope, DiagnosticBag bag)
    {
        if (model.HasErrors)
        {
            return;
        }

        foreach (var unused in scope.Symbols.Where(symbol => !scope.Used.Contains(symbol)))
        {
            bag.Add(Catalog.UnusedInModel(unused.At, unused.Name, unused.Description.Split(' ')[1]));
        }
    }

    private static bool HasGap(NeuronMemberSyntax member) => member switch
    {
        UpdateSyntax update => update.Body.Any(statement => statement is ErrorStatementSyntax),
        SpikeSyntax spike => spike.Body.Any(statement => statement is ErrorStatementSyntax),
        _ => false,
    };
}
