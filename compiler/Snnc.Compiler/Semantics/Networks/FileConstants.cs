using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Diagnostics;
using Snnc.Compiler.Syntax;
using Snnc.Compiler.Text;

namespace Snnc.Compiler.Semantics.Networks;

/// <summary>The <c>const</c>s visible in a file, bound when first asked for; their order in the text does not matter.</summary>
internal sealed class FileConstants(ProgramFile file, ProgramContext context) : IExpressionScope
{
    /// <summary>Constants that stand after those that use them are bound inside these; the order of the text needs no depth.</summary>
    private const int DeepestUse = 64;

    private readonly Dictionary<string, BoundExpr> _bound = [];
    private readonly List<string> _inProgress = [];

    /// <inheritdoc/>
    public IEnumerable<string> Names => file.Names.Where(name => file.Find(name)?.Syntax is ConstSyntax);

    /// <inheritdoc/>
    public bool AllowsTensors => false;

    /// <inheritdoc/>
    public bool AllowsRandom => false;

    /// <summary>All constants by name.</summary>
    public IReadOnlyDictionary<string, BoundExpr> All()
    {
        foreach (var name in Names)
        {
            Find(name, file.Find(name)!.At);
        }

        return _bound;
    }

    /// <summary>The constant of that name, or null.</summary>
    public BoundExpr? Find(string name, Location at)
    {
        if (_bound.TryGetValue(name, out var known))
        {
            return known with { At = at };
        }

        if (file.Find(name) is not { Syntax: ConstSyntax constant } definition)
        {
            return null;
        }

        if (_inProgress.Contains(name))
        {
            context.Bag.Add(Catalog.ConstantCycle(at, name, _inProgress.Skip(_inProgress.IndexOf(name)).Append(name)));
            return new BoundError(at);
        }

        if (_inProgress.Count >= DeepestUse)
        {
            context.Bag.Add(Catalog.ConstantsTooDeep(at, DeepestUse));
            return new BoundError(at);
        }

        _inProgress.Add(name);
        var scope = definition.File == file ? this : (IExpressionScope)context.ConstantsOf(definition.File);
        var value = new ExpressionBinder(scope, definition.File.Tree.Text, context.Bag).Bind(constant.Value);
        _inProgress.Remove(name);
        _bound[name] = value;
        return value with { At = at };
    }

    /// <inheritdoc/>
    public BoundExpr? Resolve(NameExprSyntax name) => Find(name.Ref.Name, new Location(file.Tree.Text, name.Span));

    /// <inheritdoc/>
    public BoundExpr ResolveTensor(TensorSyntax tensor) => new BoundError(new Location(file.Tree.Text, tensor.Span));
}
