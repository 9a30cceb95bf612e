using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Snnc.Tensors.Elements;
using Snnc.Tensors.Hdf5;
using Snnc.Tensors.Idx;
using Snnc.Tensors.Npy;
using Snnc.Tensors.Npz;
using Snnc.Tensors.Onnx;
using Snnc.Tensors.Safetensors;
using Snnc.Tensors.Zip;

namespace Snnc.Tensors.Files;

/// <summary>A format of files with tensors, readable or merely recognised so that it can be called by its name.</summary>
internal sealed class ContainerFormat
{
    /// <summary>The first bytes that are enough to recognise any format.</summary>
    public const int MagicLength = 16;

    /// <summary>Says what to write instead, for messages about any file that cannot be read.</summary>
    public const string ReadableFormats = "formats that can be read: .npz, .npy, .safetensors, .onnx, HDF5 (.nir, .h5), IDX and IDX.gz (MNIST)";

    private static readonly ContainerFormat[] All =
    [
        new(".npy", ".npy") { IsMagic = NpyHeader.IsMagic, List = NpyFormat.List, IsSingle = true },
        new(".npz", ".npz") { IsMagic = ZipDirectory.IsMagic, List = NpzFormat.List },
        new(".safetensors", ".safetensors") { IsMagic = SafetensorsFormat.IsMagic, List = SafetensorsFormat.List },
        new("IDX.gz", ".gz") { IsMagic = IdxFormat.IsGzipMagic, List = IdxFormat.ListGzip, IsSingle = true },
        new("IDX", ".idx", "-ubyte", ".idx1-ubyte", ".idx3-ubyte") { IsMagic = IdxFormat.IsMagic, List = IdxFormat.List, IsSingle = true },
        new("HDF5", ".nir", ".h5", ".hdf5") { IsMagic = Hdf5Format.IsMagic, List = Hdf5Format.List, MayStartLater = true },
        new("ONNX", ".onnx") { IsMagic = OnnxFormat.IsMagic, List = OnnxFormat.List },
        new("PyTorch's checkpoints", ".pt", ".pth", ".ckpt") { Hint = "save the tensors with numpy.savez or as .safetensors" },
        new("pickled Python objects", ".pkl", ".pickle") { IsMagic = IsPickle, Hint = "save the arrays by themselves: numpy.savez(FILE, NAME=ARRAY, ...)" },
    ];

    private readonly string[] _endings;

    private ContainerFormat(string name, params string[] endings) => (Name, _endings) = (name, endings);

    private delegate bool MagicTest(ReadOnlySpan<byte> start);

    /// <summary>Gets what messages call it.</summary>
    public string Name { get; }

    /// <summary>Gets whether such a file is one tensor.</summary>
    public bool IsSingle { get; private init; }

    // Whether bytes of others may stand before it; its reader looks for the start.
    private bool MayStartLater { get; init; }

    private MagicTest IsMagic { get; init; } = _ => false;

    private Func<Stream, TensorListing>? List { get; init; }

    private string? Hint { get; init; }

    /// <summary>The format that a file's name speaks of, or null.</summary>
    public static ContainerFormat? OfName(string path) =>
        All.FirstOrDefault(f => f._endings.Any(e => path.EndsWith(e, StringComparison.OrdinalIgnoreCase)));

    /// <summary>The tensors of a file, whose format must be what both its name and its first bytes say.</summary>
    /// <exception cref="MalformedException">It is of no readable format, or damaged.</exception>
    public static TensorListing ListTensors(string path, Stream file)
    {
        var start = new byte[MagicLength];
        var length = file.ReadUpTo(start, start.Length);
        if (length == 0)
        {
            throw new MalformedException("the file is empty", "copy or write it again");
        }

        var format = Agree(OfName(path), new ArraySegment<byte>(start, 0, length));
        file.Position = 0;
        return format.List is null ? throw format.CannotRead() : format.List(file);
    }

    private static ContainerFormat Agree(ContainerFormat? named, ArraySegment<byte> start)
    {
        var found = All.FirstOrDefault(f => f.IsMagic(start));
        if (found is null && named is null)
        {
            throw new MalformedException("neither its name nor its first bytes tell of a format with tensors", ReadableFormats);
        }

        var startsLater = named is { MayStartLater: true } && found is null && !IsPointer(start);
        if (named is { List: null } || named is null || named == found || startsLater)
        {
            return named ?? found!;
        }

        var content = found is not null ? $"those of {found.Name}" : IsPointer(start) ? "those of a pointer of Git LFS" : Hexadecimal(start);
        throw new MalformedException(
            $"the name says {named.Name}, but the first bytes are {content}",
            IsPointer(start) ? "fetch the file itself with git lfs pull" : found?.Hint ?? "the file is damaged or has the wrong name");
    }

    // Since protocol 2 a pickle begins with the number of its protocol; numbers up to 5 are given.
    private static bool IsPickle(ReadOnlySpan<byte> start) => start.Length > 1 && start[0] == 0x80 && start[1] is >= 2 and <= 5;

    private static bool IsPointer(IEnumerable<byte> start) => start.Take(11).SequenceEqual("version htt".Select(c => (byte)c));

    private static string Hexadecimal(IEnumerable<byte> start) => string.Join(" ", start.Take(8).Select(b => b.ToString("x2")));

    private MalformedException CannotRead() => new($"the format {Name} cannot be read", Hint);
}
