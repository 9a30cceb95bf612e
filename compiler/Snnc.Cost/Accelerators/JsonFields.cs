using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using Snnc.Compiler.Collections;
using Snnc.Compiler.Diagnostics;
using Snnc.Tensors.Json;

namespace Snnc.Cost.Accelerators;

/// <summary>The fields of an object whose keys are known.</summary>
internal sealed class JsonFields
{
    private readonly JsonTree _tree;
    private readonly string _where;

    /// <summary>Looks at an object.</summary>
    /// <param name="where">The object in words, for messages.</param>
    /// <exception cref="AcceleratorException">It is no object, has a key twice, or one that is unknown.</exception>
    public JsonFields(JsonTree tree, string where, IReadOnlyList<string> keys)
    {
        (_tree, _where) = (tree, where);
        Expect(tree, JsonValueKind.Object, where);
        var seen = new HashSet<string>();
        foreach (var (name, place, _) in tree.Members)
        {
            if (!keys.Contains(name))
            {
                var hint = EditDistance.Nearest(name, keys) is { } nearest ? $"did you mean '{nearest}'?" : $"there are {string.Join(", ", keys)}";
                throw new AcceleratorException(Catalog.WrongAccelerator(place, $"{where} has the unknown key '{name}'", hint));
            }

            if (!seen.Add(name))
            {
                throw new AcceleratorException(Catalog.WrongAccelerator(place, $"{where} has the key '{name}' twice", "keep one"));
            }
        }
    }

    /// <summary>A field, or null.</summary>
    public JsonTree? Find(string name) => _tree.Members.FirstOrDefault(member => member.Name == name).Value;

    /// <summary>A field that must be there and be a text.</summary>
    /// <exception cref="AcceleratorException">It is not.</exception>
    public string Text(string name) => Text(Find(name) ?? throw Missing(name), $"'{name}' of {_where}");

    /// <summary>The members of an object; none where there is no such field.</summary>
    /// <exception cref="AcceleratorException">It is no object, or has a key twice.</exception>
    public IReadOnlyList<(string Name, Compiler.Text.Location Place, JsonTree Value)> Object(string name)
    {
        if (Find(name) is not { } value)
        {
            return [];
        }

        Expect(value, JsonValueKind.Object, $"'{name}'");
        var repeated = value.Members.GroupBy(member => member.Name).FirstOrDefault(group => group.Skip(1).Any());
        return repeated is null
            ? value.Members
            : throw new AcceleratorException(Catalog.WrongAccelerator(repeated.Last().Place, $"'{name}' has '{repeated.Key}' twice", "keep one"));
    }

    /// <summary>The texts of a list; none where there is no such field.</summary>
    /// <exception cref="AcceleratorException">It is no list of texts.</exception>
    public IReadOnlyList<(string Text, JsonTree Value)> Texts(string name)
    {
        if (Find(name) is not { } value)
        {
            return [];
        }

        Expect(value, JsonValueKind.Array, $"'{name}'");
        return [.. value.Items.Select(item => (Text(item, $"a member of '{name}'"), item))];
    }

    /// <summary>A field is missing.</summary>
    public AcceleratorException Missing(string name) =>
        Wrong(_tree, $"{_where} has no '{name}'", name == "source" ? "say where the number is from" : null);

    /// <summary>A value that is a text.</summary>
    /// <exception cref="AcceleratorException">It is not.</exception>
    public static string Text(JsonTree value, string where)
    {
        Expect(value, JsonValueKind.String, where);
        return (string)value.Scalar!;
    }

    /// <summary>Something is wrong with a value.</summary>
    public static AcceleratorException Wrong(JsonTree value, string problem, string? hint) =>
        new(Catalog.WrongAccelerator(value.Place, problem, hint));

    private static void Expect(JsonTree value, JsonValueKind kind, string where)
    {
        if (value.Kind != kind)
        {
            throw Wrong(value, $"{where} is {JsonFile.Word(value.Kind)}, and should be {JsonFile.Word(kind)}", null);
        }
    }
}
