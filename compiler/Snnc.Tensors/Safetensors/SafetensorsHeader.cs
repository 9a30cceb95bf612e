using System;
using System.Collections.Generic;
using System.Text.Json;
using Snnc.Tensors.Elements;

namespace Snnc.Tensors.Safetensors;

/// <summary>Parses the JSON header of a .safetensors file: <c>{"name": {"dtype": "F32", "shape": [2, 3], "data_offsets": [0, 24]}}</c>.</summary>
internal static class SafetensorsHeader
{
    // One more than can be read, so that the check of the layout has something to complain of while memory stays bounded.
    private const int MaxNumbers = Layout.MaxRank + 1;

    /// <exception cref="MalformedException">The header is not such JSON.</exception>
    public static IReadOnlyList<SafetensorsEntry> Parse(byte[] json)
    {
        try
        {
            var reader = new Utf8JsonReader(json);
            var entries = ReadObject(ref reader);
            return reader.Read() ? throw Wrong() : entries;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new MalformedException("its header is not sound JSON", "write the file again", e);
        }
    }

    private static List<SafetensorsEntry> ReadObject(ref Utf8JsonReader reader)
    {
        Expect(ref reader, JsonTokenType.StartObject);
        var entries = new List<SafetensorsEntry>();
        while (Next(ref reader) == JsonTokenType.PropertyName)
        {
            var key = reader.GetString()!;
            if (key == "__metadata__")
            {
                reader.Read();
                reader.Skip();
            }
            else
            {
                entries.Add(ReadEntry(ref reader, key));
            }
        }

        return entries;
    }

    private static SafetensorsEntry ReadEntry(ref Utf8JsonReader reader, string key)
    {
        Expect(ref reader, JsonTokenType.StartObject);
        string? type = null;
        List<long>? extents = null, offsets = null;
        while (Next(ref reader) == JsonTokenType.PropertyName)
        {
            switch (reader.GetString())
            {
                case "dtype" when type is null:
                    Expect(ref reader, JsonTokenType.String);
                    type = reader.GetString();
                    break;
                case "shape" when extents is null:
                    extents = ReadNumbers(ref reader);
                    break;
                case "data_offsets" when offsets is null:
                    offsets = ReadNumbers(ref reader);
                    break;
                default:
                    throw Wrong(key);
            }
        }

        return type is not null && extents is not null && offsets is { Count: 2 }
            ? new SafetensorsEntry(key, type, extents, offsets[0], offsets[1])
            : throw Wrong(key);
    }

    private static List<long> ReadNumbers(ref Utf8JsonReader reader)
    {
        Expect(ref reader, JsonTokenType.StartArray);
        var numbers = new List<long>();
        while (Next(ref reader) == JsonTokenType.Number)
        {
            if (numbers.Count == MaxNumbers || !reader.TryGetInt64(out var number) || number < 0)
            {
                throw Wrong();
            }

            numbers.Add(number);
        }

        return reader.TokenType == JsonTokenType.EndArray ? numbers : throw Wrong();
    }

    private static JsonTokenType Next(ref Utf8JsonReader reader) => reader.Read() ? reader.TokenType : throw Wrong();

    private static void Expect(ref Utf8JsonReader reader, JsonTokenType type)
    {
        if (Next(ref reader) != type)
        {
            throw Wrong();
        }
    }

    private static MalformedException Wrong(string? key = null) =>
        new(key is null ? "its header does not describe tensors" : $"its header does not say type, shape and place of the tensor '{key}'");
}
