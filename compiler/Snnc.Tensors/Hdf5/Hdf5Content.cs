using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Snnc.Compiler.Tensors;
using Snnc.Tensors.Hdf5.Format;
using Snnc.Tensors.Hdf5.Writing;

namespace Snnc.Tensors.Hdf5;

/// <summary>A group to be written: groups, arrays and attributes by their names.</summary>
public sealed class Hdf5Content
{
    // Members of a group are in the order of the bytes of their names; attributes as they were added.
    private readonly SortedDictionary<string, object> _members = new(Comparer<string>.Create(CompareBytes));
    private readonly List<WrittenArray> _attributes = [];

    /// <summary>The groups (this type) and arrays (<see cref="WrittenArray"/>).</summary>
    internal IReadOnlyDictionary<string, object> Members => _members;

    internal IReadOnlyList<WrittenArray> Attributes => _attributes;

    /// <summary>Adds a group that is still empty, and returns it.</summary>
    /// <param name="name">Its name, which may hold anything but <c>/</c> and a zero; this goes for all names.</param>
    /// <exception cref="ArgumentException">The name is no such name, or there already; this goes for all methods that add.</exception>
    public Hdf5Content AddGroup(string name) => Add(name, new Hdf5Content());

    /// <summary>Adds a scalar text.</summary>
    public void Add(string name, string text) => AddTexts(name, Shape.Scalar, [text]);

    /// <summary>Adds a scalar whole number.</summary>
    public void Add(string name, long number) => Add(name, Shape.Scalar, new[] { number });

    /// <summary>Adds a scalar real number.</summary>
    public void Add(string name, double number) => Add(name, Shape.Scalar, new[] { number });

    /// <summary>Adds an array of numbers.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="shape">Its extents.</param>
    /// <param name="values">As many elements in C order: a <c>float[]</c>, <c>double[]</c> or <c>long[]</c>.</param>
    public void Add(string name, Shape shape, Array values) => Add(name, new WrittenArray(name, shape, values));

    /// <summary>Adds an array of texts of variable length.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="shape">Its extents; <see cref="Shape.Scalar"/> for one text.</param>
    /// <param name="texts">As many texts in C order.</param>
    public void AddTexts(string name, Shape shape, IReadOnlyList<string> texts) => Add(name, new WrittenArray(name, shape, texts.ToArray()));

    /// <summary>Gives the group an attribute that is a text.</summary>
    public void AddAttribute(string name, string text) => AddAttribute(new WrittenArray(name, Shape.Scalar, new[] { text }));

    /// <summary>Gives the group an attribute that is a whole number.</summary>
    public void AddAttribute(string name, long number) => AddAttribute(new WrittenArray(name, Shape.Scalar, new[] { number }));

    /// <summary>Gives the group an attribute that is a real number.</summary>
    public void AddAttribute(string name, double number) => AddAttribute(new WrittenArray(name, Shape.Scalar, new[] { number }));

    /// <summary>Makes sure that the groups can be read again.</summary>
    internal void CheckDepth(string path, int depth = 1)
    {
        if (depth >= ObjectTree.MaxDepth)
        {
            throw new TensorFormatException(path, $"it would have {depth} groups inside one another, and fewer can be read again");
        }

        foreach (var group in _members.Values.OfType<Hdf5Content>())
        {
            group.CheckDepth(path, depth + 1);
        }
    }

    private T Add<T>(string name, T member)
        where T : class
    {
        if (name.Length == 0 || name == "." || name.Contains("/") || name.Contains("\0"))
        {
            throw new ArgumentException($"'{name}' cannot be the name of a member of a group.", nameof(name));
        }

        _members.Add(name, member);
        return member;
    }

    private static int CompareBytes(string left, string right)
    {
        var (a, b) = (Encoding.UTF8.GetBytes(left), Encoding.UTF8.GetBytes(right));
        var differing = a.Zip(b, (x, y) => x - y).FirstOrDefault(difference => difference != 0);
        return differing != 0 ? differing : a.Length - b.Length;
    }

    private void AddAttribute(WrittenArray attribute)
    {
        if (_attributes.Exists(other => other.Name == attribute.Name))
        {
            throw new ArgumentException($"There is an attribute '{attribute.Name}' already.", nameof(attribute));
        }

        _attributes.Add(attribute);
    }
}
