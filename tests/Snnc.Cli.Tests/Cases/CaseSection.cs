using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Snnc.Compiler.Tensors;
using Snnc.Tensors;

namespace Snnc.Cli.Tests.Cases;

/// <summary>A section of a <see cref="CommandCase"/>.</summary>
internal sealed partial record CaseSection(string Kind, string Name, string Body)
{
    public void MakeFile(string path)
    {
        switch (Kind)
        {
            case "file":
                File.WriteAllText(path, Body);
                break;
            case "bytes":
                File.WriteAllBytes(path, Convert.FromHexString(string.Concat(Body.Where(char.IsAsciiHexDigit))));
                break;
            case "repeat":
                var parts = Body.Trim().Split(' ');
                File.WriteAllText(path, string.Concat(Enumerable.Repeat(parts[1], int.Parse(parts[0], CultureInfo.InvariantCulture))));
                break;
            case "folder":
                Directory.CreateDirectory(path);
                break;
            case "arrays":
                MakeArrays(path);
                break;
        }
    }

    private void MakeArrays(string path)
    {
        var arrays = Body.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(MakeArray).ToList();
        if (path.EndsWith(".npy", StringComparison.Ordinal))
        {
            NpyWriter.Write(path, arrays[0].Shape, arrays[0].Values);
        }
        else
        {
            NpzWriter.Write(path, arrays);
        }
    }

    private static NamedArray MakeArray(string line)
    {
        var match = ArrayLine().Match(line);
        var extents = match.Groups["shape"].Value.Split(',', StringSplitOptions.RemoveEmptyEntries);
        var shape = Shape.Of(extents.Select(extent => int.Parse(extent, CultureInfo.InvariantCulture)));
        var value = double.Parse(match.Groups["value"].Value, CultureInfo.InvariantCulture);
        Array values = match.Groups["type"].Value switch
        {
            "uint8" => Filled(shape, (byte)value),
            "int64" => Filled(shape, (long)value),
            "float32" => Filled(shape, (float)value),
            var type => throw new InvalidOperationException($"A case cannot make arrays of '{type}'."),
        };
        return new NamedArray(match.Groups["name"].Value, shape, values);
    }

    private static T[] Filled<T>(Shape shape, T value)
    {
        var values = new T[shape.Size];
        Array.Fill(values, value);
        return values;
    }

    [GeneratedRegex(@"^(?<name>\S+) (?<type>\w+) \[(?<shape>[\d, ]*)\] = (?<value>\S+)$")]
    private static partial Regex ArrayLine();
}
