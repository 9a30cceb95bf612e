using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Collections;
using Snnc.Compiler.Diagnostics;
using Snnc.Compiler.Symbols;
using Snnc.Compiler.Syntax;
using Snnc.Compiler.Tensors;
using Snnc.Compiler.Text;

namespace Snnc.Compiler.Semantics.Networks;

/// <summary>
/// Turns the members of a network, or of one instance of a block, into nodes and edges. First every element that makes a node makes it (a label may
/// be used before the chain that declares it), then the chains connect them.
/// </summary>
internal sealed partial class BodyBinder
{
    private readonly NetworkBuilder _network;
    private readonly ProgramFile _file;
    private readonly BodyScope _scope;
    private readonly string _prefix;
    private readonly EquatableArray<string> _blockPath;
    private readonly EquatableArray<MemberSyntax> _members;
    private readonly Location? _usedAt;
    private readonly Dictionary<string, Location> _labels = [];
    private readonly Dictionary<string, BodyItem> _items = [];
    private readonly List<ElementSyntax> _elements;
    private readonly OperatorArgumentBinder _operatorArguments;
    private readonly ModelArgumentBinder _modelArguments;

    // By where the element starts.
    private readonly Dictionary<int, BodyItem> _made = [];

    /// <summary>Makes a binder of a body.</summary>
    /// <param name="prefix">What stands before the names of its nodes: "" or <c>r1.</c>.</param>
    /// <param name="blockPath">The blocks that it is inside of, so that none contains itself.</param>
    /// <param name="usedAt">Where the block is used, if it is one.</param>
    public BodyBinder(
        NetworkBuilder network, ProgramFile file, BodyScope scope, string prefix, EquatableArray<string> blockPath,
        EquatableArray<MemberSyntax> members, Location? usedAt = null)
    {
        _usedAt = usedAt;
        _network = network;
        _file = file;
        _scope = scope;
        _prefix = prefix;
        _blockPath = blockPath;
        _members = members;
        _elements = ElementsOf(members);
        _operatorArguments = new OperatorArgumentBinder(scope, file.Tree.Text, network.Time, network.Bag);
        _modelArguments = new ModelArgumentBinder(scope, file.Tree.Text, network.Bag);
    }

    /// <summary>Gets the inputs, in the order declared.</summary>
    public List<NetNode> Inputs { get; } = [];

    /// <summary>Gets the outputs, in the order declared.</summary>
    public List<BodyOutput> Outputs { get; } = [];

    private DiagnosticBag Bag => _network.Bag;

    private bool IsBlock => _blockPath.Count > 0;

    private SourceText Source => _file.Tree.Text;

    /// <summary>Makes nodes, edges and outputs.</summary>
    public void Bind()
    {
        BindDeclarations();
        CollectLabels();
        _elements.ForEach(Define);

        foreach (var chain in _members.OfType<ChainSyntax>())
        {
            Connect(chain);
        }

        foreach (var output in _members.OfType<OutputSyntax>().Where(output => !output.Name.IsMissing))
        {
            Outputs.Add(new BodyOutput(output.Name.Text, BindOutput(output.Value), output));
        }

        BindEntries();
    }

    private Location At(TextSpan span) => new(Source, span);

    private void BindDeclarations()
    {
        foreach (var member in _members)
        {
            switch (member)
            {
                case WeightsSyntax weights when !weights.Name.IsMissing && !weights.Path.IsMissing:
                    var opened = _network.Containers.Open(weights.Name.Text, Source.Path, weights.Path.StringValue, At(weights.Path.Span));
                    _scope.Declare(weights.Name.Text, opened, At(weights.Name.Span));
                    break;
                case LocalConstSyntax constant when !constant.Name.IsMissing:
                    _scope.Declare(constant.Name.Text, new ExpressionBinder(_scope, Source, Bag).Bind(constant.Value));
                    break;
                case TimeSyntax time when IsBlock:
                    Bag.Add(Catalog.NotInBlock(At(time.Keyword.Span), "time"));
                    break;
                case InputSyntax input when !input.Name.IsMissing:
                    DeclareInput(input);
                    break;
            }
        }
    }

    private void DeclareInput(InputSyntax input)
    {
        if (_labels.TryGetValue(input.Name.Text, out var first))
        {
            Bag.Add(Catalog.DuplicateName(At(input.Name.Span), input.Name.Text, first));
            return;
        }

        _labels.Add(input.Name.Text, At(input.Name.Span));
        var node = _network.Add(new NetNode(_prefix + input.Name.Text, At(input.Name.Span), _network.NextOrder)
        {
            Declared = input.Type, IsBlockInput = IsBlock, UsedAt = _usedAt, Documentation = input.Documentation, Scope = _scope, IsLabelled = true,
        });
        Inputs.Add(node);
        _items.Add(input.Name.Text, new NodeItem(node));
    }

    private static List<ElementSyntax> ElementsOf(EquatableArray<MemberSyntax> members)
    {
        var elements = new List<ElementSyntax>();
        foreach (var chain in members.OfType<ChainSyntax>())
        {
            if (chain.Source is ElementSourceSyntax head)
            {
                elements.Add(head.Element);
            }

            elements.AddRange(chain.Elements);
        }

        return elements;
    }

    private void CollectLabels()
    {
        foreach (var element in _elements.Where(element => element.Label is { IsMissing: false }))
        {
            var label = element.Label!;
            if (_labels.TryGetValue(label.Text, out var first))
            {
                Bag.Add(Catalog.DuplicateName(At(label.Span), label.Text, first));
                _made[element.Span.Start] = new BrokenItem();
            }
            else
            {
                _labels.Add(label.Text, At(label.Span));
                WarnOfHiding(label);
            }
        }
    }

    private void WarnOfHiding(Token label)
    {
        var hidden = OperatorCatalog.Find(label.Text) is not null ? "operator"
            : _file.Find(label.Text) is { Syntax: NeuronSyntax or BlockSyntax } definition ? definition.Kind : null;
        if (hidden is not null)
        {
            Bag.Add(Catalog.HidesName(At(label.Span), label.Text, hidden));
        }
    }

    private bool IsReference(ElementSyntax element) =>
        element.Label is null && element.Target.Parts.Count > 0 && _labels.ContainsKey(element.Target.Parts[0].Text);

    private void Define(ElementSyntax element)
    {
        if (IsReference(element) || element.Target.Name.Length == 0 || _network.IsFull || _made.ContainsKey(element.Span.Start))
        {
            return;
        }

        var item = Make(element);
        _made[element.Span.Start] = item;
        if (_network.IsFull && !IsBlock)
        {
            _network.ReportFull(At(element.Target.Span));
        }

        if (element.Label is { IsMissing: false } label)
        {
            _items.Add(label.Text, item);
        }
    }

    private BodyItem Make(ElementSyntax element)
    {
        var name = element.Target.Name;
        var at = At(element.Target.Span);
        if (_scope.Models.TryGetValue(name, out var argument))
        {
            return MakePopulation(element, argument);
        }

        var definition = _file.Find(name);
        switch (definition?.Syntax)
        {
            case BlockSyntax:
                return MakeInstances(element, definition);
            case NeuronSyntax:
                return MakePopulation(element, _network.Context.Model(definition));
        }

        if (OperatorCatalog.Find(name) is { } symbol)
        {
            return MakeOperator(element, symbol);
        }

        Bag.Add(NotANode(at, name, definition)
            ?? Catalog.UnknownName(at, name, ForeignNames.TermFor(name) ?? Bag.Nearest(name, _labels.Keys.Concat(OperatorCatalog.Names).Concat(_file.Names)),
                ForeignNames.HintFor(name)));
        return new BrokenItem();
    }

    private Diagnostic? NotANode(Location at, string name, Definition? definition) =>
        _scope.DeclaresWeights(name) ? Catalog.NotANode(at, name, "weights", $"give its tensors to a node: `dense(10, weight = {name}[\"NAME\"])`")
        : definition is { Syntax: NetworkSyntax } ? Catalog.NotANode(at, name, "a network", "make it a block to use it inside of another")
        : definition is not null || _scope.Declares(name)
            ? Catalog.NotANode(at, name, "a constant or argument", $"to multiply by it, write `scale({name})`")
        : null;

    private string NameOf(ElementSyntax element) =>
        element.Label is { IsMissing: false } label ? _prefix + label.Text : _network.NameFor(_prefix, element.Target.Name, _labels.Keys);

    private NodeItem MakePopulation(ElementSyntax element, BoundModel model)
    {
        NoRepeat(element);
        var arguments = element.Arguments?.Arguments ?? EquatableArray<ArgumentSyntax>.Empty;
        var use = _modelArguments.Bind(model, arguments, At(element.Target.Span));
        var name = NameOf(element);
        return new NodeItem(_network.Add(new NetNode(name, At(element.Span), _network.NextOrder)
        {
            Use = use ?? new BoundModelUse(model, new Dictionary<string, BoundExpr>(), new Dictionary<string, string>()),
            IsBroken = use is null, ExplicitShape = ShapeOf(element.Shape), Documentation = element.Documentation, Scope = _scope,
            Key = element.Label is null ? null : name, IsLabelled = element.Label is not null,
        }));
    }

    private NodeItem MakeOperator(ElementSyntax element, OperatorSymbol symbol)
    {
        NoRepeat(element);
        NoShape(element);
        var arguments = element.Arguments?.Arguments ?? EquatableArray<ArgumentSyntax>.Empty;
        return new NodeItem(AddOperator(symbol, arguments, element.Target.Span, element));
    }

    private NetNode AddOperator(OperatorSymbol symbol, IReadOnlyList<ArgumentSyntax> arguments, TextSpan span, ElementSyntax? element)
    {
        var at = At(span);
        var bound = _operatorArguments.Bind(symbol, arguments, at);
        var name = element is null ? _network.NameFor(_prefix, symbol.Name, _labels.Keys) : NameOf(element);
        var node = _network.Add(new NetNode(name, element is null ? at : At(element.Span), _network.NextOrder)
        {
            Symbol = symbol, Arguments = bound, IsBroken = bound.IsBroken, Documentation = element?.Documentation,
            Scope = _scope, Key = element?.Label is null ? null : name, IsLabelled = element?.Label is not null,
        });
        DelayBinder.Bind(node, _network.Time, Bag);
        return node;
    }

    private Shape? ShapeOf(ShapeSyntax? syntax) => new ShapeBinder(_scope, Source, Bag).Bind(syntax);

    private void NoRepeat(ElementSyntax element)
    {
        if (element.Repeat is not null)
        {
            Bag.Add(Catalog.RepeatWithoutBlock(At(element.Repeat.Span), element.Target.Name));
        }
    }

    private void NoShape(ElementSyntax element)
    {
        if (element.Shape is not null)
        {
            Bag.Add(Catalog.ShapeOnReference(At(element.Shape.Span), element.Target.Name));
        }
    }
}
