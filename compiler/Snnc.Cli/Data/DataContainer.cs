using System.Collections.Generic;
using System.IO;
using System.Linq;
using Snnc.Cli.Files;
using Snnc.Compiler.Diagnostics;
using Snnc.Compiler.Tensors;
using Snnc.Tensors;

namespace Snnc.Cli.Data;

/// <summary>A file or folder of arrays that the command line names; what goes wrong with it is a diagnostic.</summary>
internal sealed class DataContainer(string path, ITensorSource source)
{
    /// <summary>The array that holds the right answers.</summary>
    public const string Labels = "labels";

    /// <summary>Gets the path as the user gave it.</summary>
    public string Path { get; } = path;

    /// <summary>Gets what it holds.</summary>
    public IReadOnlyList<TensorInfo> Arrays => source.Tensors;

    /// <summary>Gets what it holds besides labels.</summary>
    public IReadOnlyList<TensorInfo> ArraysOfInputs => [.. Arrays.Where(array => array.Key != Labels)];

    /// <summary>Opens a file or a folder.</summary>
    /// <exception cref="DiagnosticException">It is missing or cannot be read.</exception>
    public static DataContainer Open(string path)
    {
        try
        {
            return Directory.Exists(path) ? new DataContainer(path, TensorDirectory.Open(path))
                : File.Exists(path) ? new DataContainer(path, TensorFile.Open(path))
                : throw new DiagnosticException(Catalog.NoSuchFile(path, SourceFile.Nearest(path)));
        }
        catch (TensorFormatException e)
        {
            throw Unreadable(e);
        }
    }

    /// <summary>The array of this name, or null.</summary>
    public TensorInfo? Find(string key) => Arrays.FirstOrDefault(array => array.Key == key);

    /// <summary>Why the array of this name cannot be read, as one of text; null where it can, or where there is none.</summary>
    public Diagnostic? WhyUnreadable(string key) =>
        (source as IUnreadableTensors)?.WhyUnreadable(key) is { } why ? Catalog.UnreadableData(Path, why.Reason, why.Hint) : null;

    /// <summary>Reads an array.</summary>
    /// <exception cref="DiagnosticException">It is damaged.</exception>
    public TensorData Read(TensorInfo array)
    {
        try
        {
            return source.Read(array.Key);
        }
        catch (TensorFormatException e)
        {
            throw Unreadable(e);
        }
    }

    /// <summary>How messages call an array: a file that is one array has no key, and bears the file's name.</summary>
    public string NameOf(TensorInfo array) => array.Key == "" ? System.IO.Path.GetFileName(Path) : array.Key;

    private static DiagnosticException Unreadable(TensorFormatException e) => new(Catalog.UnreadableData(e.Path, e.Message, e.Hint));
}
