using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Snnc.Compiler.Diagnostics;
using Snnc.Tensors;

namespace Snnc.Cli.Files;

/// <summary>A program that a verb writes, with its tensors beside it under the same name.</summary>
/// <param name="Output">Where the program goes: a file that ends in .snn.</param>
internal sealed record WrittenProgram(string Output)
{
    /// <summary>Gets where the tensors go.</summary>
    public string Weights => Path.ChangeExtension(Output, ".npz");

    /// <summary>Gets how the program names that file.</summary>
    public string WeightsName => Path.GetFileName(Weights);

    /// <summary>Refuses to write over tensors that no earlier program of this name has as its own: they may be somebody's only copy.</summary>
    /// <exception cref="DiagnosticException">They would be lost.</exception>
    public void RequireOwnWeights()
    {
        if (File.Exists(Weights) && !HasWeights)
        {
            throw new DiagnosticException(Catalog.UnwritableFile(
                Weights, $"it is there already, and there is no {Path.GetFileName(Output)} whose weights it holds, so it may be needed"));
        }
    }

    /// <summary>Writes both, the program last: where it is, its weights are too.</summary>
    /// <returns>The files, the program first.</returns>
    /// <exception cref="DiagnosticException">One cannot be written, or tensors that are not the program's would be lost.</exception>
    public IReadOnlyList<string> Write(string text, IReadOnlyList<NamedArray> tensors)
    {
        if (tensors.Count > 0)
        {
            RequireOwnWeights();
            ArrayFile.Write(Weights, tensors);
        }

        AtomicFile.WriteText(Output, text);
        return tensors.Count > 0 ? [Output, Weights] : [Output];
    }

    private bool HasWeights
    {
        get
        {
            try
            {
                // A pipe of that name has no length, and would not be read to an end.
                return new FileInfo(Output) is { Exists: true, Length: > 0 }
                    && File.ReadLines(Output).Any(line => line.Contains($"\"{WeightsName}\"", StringComparison.Ordinal));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                return false;
            }
        }
    }
}
