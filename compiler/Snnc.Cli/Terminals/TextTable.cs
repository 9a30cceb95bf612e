using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace Snnc.Cli.Terminals;

/// <summary>Rows of cells in aligned columns; columns of numbers stand to the right.</summary>
internal sealed class TextTable(params string[] header)
{
    private readonly List<string[]> _rows = [header];

    /// <summary>Adds a row with a cell for each column of the header.</summary>
    public void Add(params string[] cells) => _rows.Add(cells);

    /// <summary>Writes the rows, each after <paramref name="indent"/>.</summary>
    public void Write(TextWriter output, string indent)
    {
        var widths = header.Select((_, column) => _rows.Max(row => row[column].Length)).ToArray();
        var isNumeric = header.Select((_, column) => _rows.Skip(1).All(row => IsNumber(row[column]))).ToArray();
        foreach (var row in _rows)
        {
            var cells = row.Select((cell, column) => isNumeric[column] ? cell.PadLeft(widths[column]) : cell.PadRight(widths[column]));
            output.WriteLine((indent + string.Join("  ", cells)).TrimEnd());
        }
    }

    private static bool IsNumber(string cell) => cell is "" or "-" or "unknown" || char.IsAsciiDigit(cell[0]);
}
