using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Collections;
using Snnc.Compiler.Diagnostics;
using Snnc.Compiler.Syntax;
using Snnc.Compiler.Text;

namespace Snnc.Compiler.Semantics.Networks;

/// <summary>What names mean in the expressions of a network's or block's body: its constants, a block's arguments, weights, the file's
/// constants.</summary>
internal sealed class BodyScope(ProgramFile file, FileConstants constants, NetworkContainers containers, DiagnosticBag bag, BodyScope? outer)
    : IExpressionScope
{
    private readonly Dictionary<string, BoundExpr> _values = [];
    private readonly Dictionary<string, (Weights Weights, Location At)> _weights = [];

    /// <summary>Gets the models that a block was given as arguments.</summary>
    public Dictionary<string, BoundModel> Models { get; } = [];

    /// <inheritdoc/>
    public IEnumerable<string> Names => _values.Keys.Concat(_weights.Keys).Concat(constants.Names);

    /// <inheritdoc/>
    public bool AllowsTensors => true;

    /// <inheritdoc/>
    public bool AllowsRandom => false;

    /// <summary>Gets the containers in which tensors are found by label: the body's own, then those of the body that contains it.</summary>
    public IEnumerable<Weights> Defaults => _weights.Values.Select(item => item.Weights).Concat(outer?.Defaults ?? []);

    /// <summary>Gets the weights declared in this body and where.</summary>
    public IEnumerable<KeyValuePair<string, (Weights Weights, Location At)>> Declared => _weights;

    /// <summary>Whether a constant, argument or weights of that name is declared in this body.</summary>
    public bool Declares(string name) => _values.ContainsKey(name) || _weights.ContainsKey(name) || Models.ContainsKey(name);

    /// <summary>Whether weights of that name are declared in this body.</summary>
    public bool DeclaresWeights(string name) => _weights.ContainsKey(name);

    /// <summary>Declares a constant or a block's argument.</summary>
    public void Declare(string name, BoundExpr value) => _values[name] = value;

    /// <summary>Declares weights.</summary>
    public void Declare(string name, Weights weights, Location at) => _weights[name] = (weights, at);

    /// <summary>Gives a block's arguments to another scope: each of several instances has constants and weights of its own.</summary>
    public void CopyTo(BodyScope other)
    {
        foreach (var value in _values)
        {
            other.Declare(value.Key, value.Value);
        }

        foreach (var model in Models)
        {
            other.Models[model.Key] = model.Value;
        }
    }

    /// <summary>The containers for a node's own tensors; the one that comes at load time where none is declared.</summary>
    public IReadOnlyList<Weights> Containers()
    {
        var declared = Defaults.ToList();
        return declared.Count > 0 ? declared : [containers.LoadTime(file.Tree.Text.Path)];
    }

    /// <inheritdoc/>
    public BoundExpr? Resolve(NameExprSyntax name)
    {
        var at = new Location(file.Tree.Text, name.Span);
        if (_values.TryGetValue(name.Ref.Name, out var value))
        {
            return value;
        }

        return _weights.TryGetValue(name.Ref.Name, out var weights)
            ? weights.Weights.Tensor("", at, bag)
            : constants.Find(name.Ref.Name, at);
    }

    /// <inheritdoc/>
    public BoundExpr ResolveTensor(TensorSyntax tensor)
    {
        var at = new Location(file.Tree.Text, tensor.Span);
        return tensor.Container.IsMissing || tensor.Key.IsMissing
            ? new BoundError(at)
            : Find(tensor)?.Tensor(tensor.Key.StringValue, at, bag) ?? new BoundError(at);
    }

    /// <summary>The container that <c>w["key"]</c> or <c>"file.npz"["key"]</c> names; reports an unknown one.</summary>
    public Weights? Find(TensorSyntax tensor)
    {
        var at = new Location(file.Tree.Text, tensor.Container.Span);
        if (tensor.Container.Kind == TokenKind.String)
        {
            var name = System.IO.Path.GetFileNameWithoutExtension(tensor.Container.StringValue);
            return containers.Open(name, file.Tree.Text.Path, tensor.Container.StringValue, at);
        }

        if (_weights.TryGetValue(tensor.Container.Text, out var weights))
        {
            return weights.Weights;
        }

        bag.Add(Catalog.UnknownWeights(at, tensor.Container.Text, _weights.Keys));
        return null;
    }
}
