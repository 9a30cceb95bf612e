using System.Linq;
using Snnc.Compiler.Diagnostics;
using Snnc.Compiler.Syntax;
using Snnc.Compiler.Text;

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

        foreach (var unused in scope.Symbols.Where(symbol => !scope.Used.Contains(symbol) && !IsOfProfile(symbol, model)))
        {
            bag.Add(Catalog.UnusedInModel(unused.At, unused.Name, unused.Description.Split(' ')[1]));
        }
    }

    // A simulator's profile takes all of NIR's parameters, also those that the simulator drops: that it does is what the profile says.
    private static bool IsOfProfile(ModelSymbol symbol, BoundModel model) =>
        symbol.Kind == ModelSymbolKind.Parameter && StandardLibrary.IsOfLibrary(model.Source);

    private static bool HasGap(NeuronMemberSyntax member) => member switch
    {
        UpdateSyntax update => update.Body.Any(statement => statement is ErrorStatementSyntax),
        SpikeSyntax spike => spike.Body.Any(statement => statement is ErrorStatementSyntax),
        _ => false,
    };
}
