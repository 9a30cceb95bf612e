using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Collections;
using Snnc.Compiler.Diagnostics;
using Snnc.Compiler.Symbols;
using Snnc.Compiler.Syntax;
using Snnc.Compiler.Tensors;
using Snnc.Compiler.Text;

namespace Snnc.Compiler.Semantics.Networks;

/// <summary>Binds a <c>test</c> block against its network.</summary>
internal sealed class TestBinder
{
    private const double DefaultTolerance = 1e-6;

    private readonly ProgramFile _file;
    private readonly ProgramContext _context;
    private readonly NetworkContainers _containers;
    private readonly BodyScope _scope;

    /// <summary>Makes a binder of the tests of a file.</summary>
    public TestBinder(ProgramFile file, ProgramContext context)
    {
        _file = file;
        _context = context;
        _containers = new NetworkContainers(context);
        _scope = new BodyScope(file, context.ConstantsOf(file), _containers, context.Bag, null);
    }

    /// <summary>Binds; null when the network is unknown or has errors itself.</summary>
    public BoundTest? Bind(TestSyntax syntax, IReadOnlyList<BoundNetwork> networks)
    {
        if (syntax.Network.IsMissing || syntax.Title.IsMissing)
        {
            return null;
        }

        var network = networks.FirstOrDefault(candidate => candidate.Name == syntax.Network.Text);
        if (network is null)
        {
            var nearest = EditDistance.Nearest(syntax.Network.Text, networks.Select(candidate => candidate.Name));
            _context.Bag.Add(Catalog.UnknownNetwork(At(syntax.Network.Span), syntax.Network.Text, nearest));
            return null;
        }

        if (!network.IsComplete)
        {
            return null;
        }

        ReportRepeats(syntax);
        var given = syntax.Steps.OfType<GivenSyntax>().Select(step => BindGiven(step, network)).OfType<BoundTestValue>().ToEquatableArray();
        var expected = syntax.Steps.OfType<ExpectSyntax>().Select(step => BindExpect(step, network)).OfType<BoundTestValue>().ToEquatableArray();
        foreach (var input in network.Nodes.Where(node => node.Operation is BoundInput && !node.IsBlockInput))
        {
            if (syntax.Steps.OfType<GivenSyntax>().All(step => step.Name.Text != input.Name))
            {
                _context.Bag.Add(Catalog.InputNotGiven(At(syntax.Title.Span), network.Name, input.Name));
            }
        }

        return new BoundTest(syntax.Title.StringValue, network, given, expected, _containers.Used());
    }

    private void ReportRepeats(TestSyntax syntax)
    {
        var names = new HashSet<string>();
        foreach (var step in syntax.Steps.OfType<GivenSyntax>().Where(step => !step.Name.IsMissing && !names.Add(step.Name.Text)))
        {
            _context.Bag.Add(Catalog.DuplicateArgument(At(step.Name.Span), step.Name.Text));
        }
    }

    private static Shape InTime(NetType type, BoundNetwork network) =>
        type.Kind == TimeKind.Frame || network.Steps is not { } steps ? type.Shape : Shape.Of(type.Shape.Prepend(steps));

    private BoundTestValue? BindGiven(GivenSyntax step, BoundNetwork network)
    {
        var inputs = network.Nodes.Where(node => node.Operation is BoundInput && !node.IsBlockInput)
            .ToDictionary(node => node.Name, node => node.Type);
        return Bind(step.Name, step.Value, network, inputs, null);
    }

    private BoundTestValue? BindExpect(ExpectSyntax step, BoundNetwork network)
    {
        double? within = step.Operator.Kind == TokenKind.TildeEqual ? DefaultTolerance : null;
        if (step.Within is not null)
        {
            var bound = new ExpressionBinder(_scope, _file.Tree.Text, _context.Bag).BindReal(step.Within, "`within`");
            within = ConstantEvaluator.TryEvaluate(bound, network.Scale);
            if (within is not >= 0 && bound.Type != BoundType.Error)
            {
                _context.Bag.Add(Catalog.EntryOutOfRange(bound.At, "a tolerance", "a known number of at least 0"));
            }
        }

        return Bind(step.Name, step.Value, network, network.Outputs.ToDictionary(output => output.Name, output => output.Type), within);
    }

    private BoundTestValue? Bind(Token name, ExprSyntax syntax, BoundNetwork network, Dictionary<string, NetType> types, double? within)
    {
        if (name.IsMissing)
        {
            return null;
        }

        if (!types.TryGetValue(name.Text, out var type))
        {
            _context.Bag.Add(Catalog.UnknownMember(At(name.Span), network.Name, name.Text, types.Keys.ToList()));
            return null;
        }

        var value = new ExpressionBinder(_scope, _file.Tree.Text, _context.Bag).BindReal(syntax, $"'{name.Text}'");
        if (value.Type == BoundType.Error)
        {
            return null;
        }

        var target = InTime(type, network);
        if (!BoundTree.HasKnownShape(value) || Shape.Broadcast(value.Shape, target) == target)
        {
            return new BoundTestValue(name.Text, value, target, within);
        }

        _context.Bag.Add(Catalog.ShapeMismatch(value.At, $"'{name.Text}' is {target}, and is given {value.Shape}", null));
        return null;
    }

    private Location At(TextSpan span) => new(_file.Tree.Text, span);
}
