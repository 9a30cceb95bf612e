using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Tensors;

namespace Snnc.Compiler.CSharp;

/// <summary>
/// The constants of a graph in the emitted class: a number that is known is written where it is used; anything else becomes a local of the
/// constructor, and a field where neurons read it.
/// </summary>
internal sealed class ConstantTable
{
    private readonly Dictionary<string, Constant> _constants;
    private readonly Dictionary<string, string> _locals = [];
    private readonly Dictionary<(string Name, Shape Shape), string> _fields = [];
    private readonly ClassParts _parts;
    private readonly Names _members;
    private readonly Names _loadScope;

    public ConstantTable(Graph graph, ClassParts parts, Names members)
    {
        _constants = graph.Constants.ToDictionary(constant => constant.Name);
        _parts = parts;
        _members = members;
        _loadScope = members.Inner("weights");
    }

    /// <summary>The lines that compute the locals, in the order in which they were first asked for.</summary>
    public List<string> Evaluations { get; } = [];

    /// <summary>A constant's declaration.</summary>
    public Constant this[string name] => _constants[name];

    /// <summary>The number, if it is known now: as a literal of the constant's element type.</summary>
    public string? KnownNumber(string name) => _constants[name] is { Value: LoadNumber number } constant
        ? constant.Element == ElementType.Int ? Literal.Of((long)number.Value) : Literal.Of((float)number.Value)
        : null;

    /// <summary>A local of the constructor that holds the constant as an array.</summary>
    public string Local(string name)
    {
        if (!_locals.TryGetValue(name, out var local))
        {
            _locals[name] = local = _loadScope.Local(name);
            var constant = _constants[name];
            Evaluations.Add($"var {local} = {LoadPrinter.Print(constant)};");
        }

        return local;
    }

    /// <summary>A local of the constructor for packing: a tensor that needs no arithmetic is read in place. <c>null</c> for a constant that is
    /// not there.</summary>
    public string Packed(string? name)
    {
        if (name is null || _constants[name] is not { Value: LoadTensor tensor, Element: ElementType.Real } constant)
        {
            return LocalOrNull(name);
        }

        var key = $"{name} in place";
        if (!_locals.TryGetValue(key, out var local))
        {
            _locals[key] = local = _loadScope.Local(name);
            Evaluations.Add($"var {local} = {LoadPrinter.PrintInPlace(tensor)};");
        }

        return local;
    }

    /// <summary>The same as <see cref="Local"/>, or <c>null</c> for a constant that is not there.</summary>
    public string LocalOrNull(string? name) => name is null ? "null" : Local(name);

    /// <summary>A field with the single number of a scalar constant.</summary>
    public string ScalarField(string name)
    {
        if (!_fields.TryGetValue((name, Shape.Scalar), out var field))
        {
            _fields[(name, Shape.Scalar)] = field = _members.Field(name);
            _parts.Share(TypeOf(name), field, $"{Local(name)}[0]");
        }

        return field;
    }

    /// <summary>A field with one number for each element of a shape that the constant broadcasts to.</summary>
    public string ArrayField(string name, Shape shape)
    {
        if (!_fields.TryGetValue((name, shape), out var field))
        {
            _fields[(name, shape)] = field = _members.Field(name);
            var constant = _constants[name];
            _parts.Share($"{TypeOf(name)}[]", field, constant.Shape == shape ? Local(name) : LoadPrinter.Print(constant, shape));
        }

        return field;
    }

    /// <summary>A field with one real number for each element of a shape, followed by zeros up to full eights.</summary>
    /// <param name="channels">Where the elements lie with their channels innermost how many there are; else 1.</param>
    public string PaddedField(string name, Shape shape, int channels)
    {
        var key = ($"{name} padded {channels}", shape);
        if (!_fields.TryGetValue(key, out var field))
        {
            _fields[key] = field = _members.Field($"{name}_lanes");
            var constant = _constants[name];
            var values = constant.Shape == shape ? Local(name) : LoadPrinter.Print(constant, shape);
            _parts.Share("float[]", field, channels == 1 ? $"Lanes.Pad({values})" : $"Lanes.PadChannelsLast({values}, {channels})");
        }

        return field;
    }

    private string TypeOf(string name) => _constants[name].Element == ElementType.Int ? "long" : "float";
}
