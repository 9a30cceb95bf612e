using System.Collections.Generic;
using System.Text;
using System.Text.Json;
using Snnc.Compiler.Text;

namespace Snnc.Cost.Accelerators;

/// <summary>Makes trees of tokens.</summary>
/// <param name="bytes">The text in UTF-8.</param>
internal sealed class JsonTreeReader(SourceText text, byte[] bytes)
{
    /// <summary>The value that begins with the reader's token; it stands on the value's last token then.</summary>
    /// <exception cref="JsonException">The text is no JSON.</exception>
    public JsonTree Value(ref Utf8JsonReader reader)
    {
        var place = PlaceOf(ref reader);
        return reader.TokenType switch
        {
            JsonTokenType.StartObject => new JsonTree(JsonValueKind.Object, null, place) { Members = Members(ref reader) },
            JsonTokenType.StartArray => new JsonTree(JsonValueKind.Array, null, place) { Items = Items(ref reader) },
            JsonTokenType.String => new JsonTree(JsonValueKind.String, reader.GetString(), place),
            JsonTokenType.Number => new JsonTree(JsonValueKind.Number, reader.GetDouble(), place),
            JsonTokenType.True => new JsonTree(JsonValueKind.True, true, place),
            JsonTokenType.False => new JsonTree(JsonValueKind.False, false, place),
            _ => new JsonTree(JsonValueKind.Null, null, place),
        };
    }

    /// <summary>The place of some bytes.</summary>
    public static Location PlaceOfByte(SourceText text, byte[] bytes, int offset, int length) => new(
        text, new TextSpan(Encoding.UTF8.GetCharCount(bytes, 0, offset), Encoding.UTF8.GetCharCount(bytes, offset, length)));

    private List<(string Name, Location Place, JsonTree Value)> Members(ref Utf8JsonReader reader)
    {
        var members = new List<(string, Location, JsonTree)>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var (name, place) = (reader.GetString()!, PlaceOf(ref reader));
            reader.Read();
            members.Add((name, place, Value(ref reader)));
        }

        return members;
    }

    private List<JsonTree> Items(ref Utf8JsonReader reader)
    {
        var items = new List<JsonTree>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            items.Add(Value(ref reader));
        }

        return items;
    }

    private Location PlaceOf(ref Utf8JsonReader reader)
    {
        var quotes = reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName ? 2 : 0;
        return PlaceOfByte(text, bytes, (int)reader.TokenStartIndex, reader.ValueSpan.Length + quotes);
    }
}
