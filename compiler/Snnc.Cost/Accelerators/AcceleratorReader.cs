using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using Snnc.Compiler.Collections;
using Snnc.Compiler.Diagnostics;
using Snnc.Compiler.Text;

namespace Snnc.Cost.Accelerators;

/// <summary>
/// Reads the file of an accelerator. What it holds is checked against the schema of its family: an unknown key, a constant without a source, a
/// negative number or a unit of another quantity is an error with its place.
/// </summary>
/// <param name="schemas">What the families read.</param>
/// <param name="open">Reads what a file extends, given the file and what it says.</param>
public sealed class AcceleratorReader(IReadOnlyList<FamilySchema> schemas, Func<Location, string, SourceText> open)
{
    private static readonly string[] Keys =
        ["$schema", "name", "title", "family", "extends", "sources", "constants", "quirks", "imitates", "not_modelled"];

    private static readonly string[] ConstantKeys = ["value", "unit", "source", "confidence"];

    /// <summary>Reads a text.</summary>
    /// <exception cref="AcceleratorException">It is no accelerator.</exception>
    public Accelerator Read(SourceText text) => Read(text, []);

    private Accelerator Read(SourceText text, IReadOnlyList<string> readers)
    {
        var root = JsonTree.Read(text);
        var file = new JsonFields(root, "the file", Keys);
        var basis = file.Find("extends") is { } extends ? ReadBasis(extends, [.. readers, text.Path]) : null;
        var schema = SchemaOf(file, basis);
        var sources = file.Object("sources").ToDictionary(source => source.Name, source => JsonFields.Text(source.Value, $"source '{source.Name}'"));
        var constants = new Dictionary<string, Constant>(basis?.Constants ?? new Dictionary<string, Constant>());
        foreach (var (name, place, value) in file.Object("constants"))
        {
            constants[name] = ReadConstant(name, place, value, schema, sources);
        }

        var imitated = file.Texts("imitates");
        var accelerator = new Accelerator
        {
            Name = file.Text("name"),
            Title = file.Text("title"),
            Family = schema.Family,
            Constants = constants,
            Quirks = [.. (basis?.Quirks ?? []).Concat(file.Texts("quirks").Select(quirk => ReadQuirk(quirk, schema))).DistinctBy(q => q.Name)],
            NotModelled = [.. (basis?.NotModelled ?? []).Concat(file.Texts("not_modelled").Select(sentence => sentence.Text))],
        };
        return imitated.Count == 0 ? accelerator : Imitating(accelerator, imitated);
    }

    private Accelerator ReadBasis(JsonTree extends, IReadOnlyList<string> readers)
    {
        var name = JsonFields.Text(extends, "'extends'");
        var text = open(extends.Place, name);
        return readers.Contains(text.Path)
            ? throw new AcceleratorException(Catalog.AcceleratorExtendsItself(extends.Place, [.. readers, text.Path]))
            : Read(text, readers);
    }

    private FamilySchema SchemaOf(JsonFields file, Accelerator? basis)
    {
        if (file.Find("family") is not { } field)
        {
            return basis is null ? throw file.Missing("family") : schemas.First(schema => schema.Family == basis.Family);
        }

        var name = JsonFields.Text(field, "'family'");
        if (basis is not null && basis.Family != name)
        {
            throw JsonFields.Wrong(field, $"'{basis.Name}', which this extends, is of family '{basis.Family}', not '{name}'", "leave 'family' out");
        }

        return schemas.FirstOrDefault(schema => schema.Family == name)
            ?? throw JsonFields.Wrong(field, $"there is no family '{name}'", $"there are {string.Join(", ", schemas.Select(s => s.Family))}");
    }

    private static Constant ReadConstant(
        string name, Location place, JsonTree value, FamilySchema schema, IReadOnlyDictionary<string, string> sources)
    {
        var spec = schema.Find(name) ?? throw UnknownConstant(name, place, schema);
        var fields = new JsonFields(value, $"constant '{name}'", ConstantKeys);
        var source = fields.Text("source");
        if (source.Trim() == "")
        {
            throw JsonFields.Wrong(fields.Find("source")!, $"the source of '{name}' is empty", "say where the number is from");
        }

        return new Constant(
            name, ReadNumber(name, fields), ReadUnit(name, spec, fields), sources.GetValueOrDefault(source, source), ReadConfidence(name, fields));
    }

    private static AcceleratorException UnknownConstant(string name, Location place, FamilySchema schema)
    {
        var nearest = EditDistance.Nearest(name, schema.Allowed.Select(constant => constant.Name));
        return new AcceleratorException(Catalog.WrongAccelerator(
            place,
            $"accelerators of family '{schema.Family}' have no constant '{name}'",
            nearest is null ? "'snnc targets --schema' tells all that there are" : $"did you mean '{nearest}'?"));
    }

    private static double? ReadNumber(string name, JsonFields fields)
    {
        var value = fields.Find("value") ?? throw fields.Missing("value");
        return value switch
        {
            { Kind: JsonValueKind.Null } => null,
            { Scalar: double and < 0 } => throw JsonFields.Wrong(value, $"'{name}' is negative", "no constant of an accelerator can be"),
            { Scalar: double number } when double.IsFinite(number) => number,
            { Scalar: double } => throw JsonFields.Wrong(value, $"'{name}' is too large for a number", null),
            _ => throw JsonFields.Wrong(value, $"the value of '{name}' is no number", "write null where it is unknown"),
        };
    }

    private static string ReadUnit(string name, ConstantSpec spec, JsonFields fields)
    {
        var unit = fields.Text("unit");
        return Units.Fits(unit, spec.Quantity)
            ? unit
            : throw JsonFields.Wrong(
                fields.Find("unit")!,
                $"'{unit}' is no unit of '{name}', which is {Words(spec.Quantity)}",
                $"write one of {string.Join(", ", Units.Of(spec.Quantity))}");
    }

    private static string Words(Quantity quantity) => quantity switch
    {
        Quantity.Energy or Quantity.Area => $"an {quantity.ToString().ToLowerInvariant()}",
        Quantity.Cycles => "a number of cycles",
        Quantity.Number => "a number without unit",
        _ => $"a {quantity.ToString().ToLowerInvariant()}",
    };

    private static Confidence ReadConfidence(string name, JsonFields fields)
    {
        var text = fields.Text("confidence");
        return Enum.GetValues<Confidence>().Cast<Confidence?>().FirstOrDefault(value => value.ToString()!.ToLowerInvariant() == text)
            ?? throw JsonFields.Wrong(
                fields.Find("confidence")!, $"'{text}' is no confidence of '{name}'", "write measured, published, derived or assumed");
    }

    private static Quirk ReadQuirk((string Text, JsonTree Value) name, FamilySchema schema)
    {
        var spec = schema.Quirks.FirstOrDefault(quirk => quirk.Name == name.Text);
        return spec is not null
            ? new Quirk(spec.Name, spec.Meaning)
            : throw JsonFields.Wrong(
                name.Value,
                $"accelerators of family '{schema.Family}' have no quirk '{name.Text}'",
                EditDistance.Nearest(name.Text, schema.Quirks.Select(quirk => quirk.Name)) is { } nearest ? $"did you mean '{nearest}'?" : null);
    }

    private static Accelerator Imitating(Accelerator accelerator, IReadOnlyList<(string Text, JsonTree Value)> quirks)
    {
        var unknown = quirks.FirstOrDefault(name => accelerator.Quirks.All(quirk => quirk.Name != name.Text));
        return unknown.Value is null
            ? accelerator.Imitating([.. quirks.Select(quirk => quirk.Text)])
            : throw JsonFields.Wrong(unknown.Value, $"'{unknown.Text}' is not among the file's quirks", "list it in 'quirks' too");
    }
}
