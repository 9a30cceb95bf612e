using System;
using System.Collections.Generic;
using System.Text;
using System.Text.Json;
using Snnc.Compiler.Diagnostics;
using Snnc.Compiler.Text;

namespace Snnc.Cost.Accelerators;

/// <summary>A value of a JSON text that knows its place.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Scalar">A text, a number or a truth value; null of objects, lists and null.</param>
/// <param name="Place">Where it stands.</param>
internal sealed record JsonTree(JsonValueKind Kind, object? Scalar, Location Place)
{
    /// <summary>Gets the members of an object in order, with the places of their names.</summary>
    public IReadOnlyList<(string Name, Location Place, JsonTree Value)> Members { get; init; } = [];

    /// <summary>Gets the members of a list.</summary>
    public IReadOnlyList<JsonTree> Items { get; init; } = [];

    /// <summary>Reads a text.</summary>
    /// <exception cref="AcceleratorException">It is no JSON.</exception>
    public static JsonTree Read(SourceText text)
    {
        var bytes = Encoding.UTF8.GetBytes(text.Content);
        var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip });
        try
        {
            reader.Read();
            var tree = new JsonTreeReader(text, bytes).Value(ref reader);
            reader.Read();
            return tree;
        }
        catch (JsonException e)
        {
            var place = JsonTreeReader.PlaceOfByte(text, bytes, OffsetOf(bytes, e.LineNumber ?? 0, e.BytePositionInLine ?? 0), 0);
            throw new AcceleratorException(Catalog.AcceleratorNotJson(place, e.Message.Split(" LineNumber:")[0].TrimEnd('.', ' ')));
        }
    }

    private static int OffsetOf(byte[] bytes, long line, long column)
    {
        var start = 0;
        for (; line > 0 && Array.IndexOf(bytes, (byte)'\n', start) is >= 0 and var end; line--)
        {
            start = end + 1;
        }

        return (int)Math.Min(start + column, bytes.Length);
    }
}
