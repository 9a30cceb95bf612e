using System;
using System.IO;
using Snnc.Compiler.Tensors;
using Snnc.Tensors.Elements;

namespace Snnc.Tensors.Files;

/// <summary>The one place where files are opened: whatever goes wrong there leaves as a <see cref="TensorFormatException"/> with the path.</summary>
internal static class ContainerAccess
{
    private const int BufferSize = 1 << 16;
    private const string Again = "it is damaged, or was not written as its format asks: copy or write it again";

    /// <exception cref="TensorFormatException">The file cannot be opened or read, or is damaged.</exception>
    public static T Read<T>(string path, Func<Stream, T> read) => Guard(path, "read", () =>
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, BufferSize);
        return read(file);
    });

    /// <summary>Writes beside the file and takes its place only when all is written, so that nobody ever sees half of it.</summary>
    /// <exception cref="TensorFormatException">The file cannot be written.</exception>
    public static void Write(string path, Action<Stream> write) => Guard(path, "written", () =>
    {
        var temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            using (var file = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, BufferSize))
            {
                write(file);
            }

            Replace(temporary, path);
        }
        finally
        {
            File.Delete(temporary);
        }

        return path;
    });

    /// <summary>Runs an access to the file system and explains its failure.</summary>
    public static T Guard<T>(string path, string verb, Func<T> access)
    {
        try
        {
            return access();
        }
        catch (MalformedException e)
        {
            throw new TensorFormatException(path, e.Message, e.Hint ?? Again, e);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new TensorFormatException(path, "there is no such file or folder", inner: e);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new TensorFormatException(path, $"it may not be {verb}", "check its permissions", e);
        }
        catch (InvalidDataException e)
        {
            throw new TensorFormatException(path, "it cannot be unpacked, so it is damaged", "copy or download it again", e);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException or PathTooLongException)
        {
            throw new TensorFormatException(path, "it is not the path of a file", inner: e);
        }
        catch (OutOfMemoryException e)
        {
            throw new TensorFormatException(path, "it takes more memory than there is", inner: e);
        }
        catch (IOException e)
        {
            throw new TensorFormatException(path, $"it cannot be {verb} ({e.Message.TrimEnd('.')})", inner: e);
        }
    }

    private static void Replace(string temporary, string path)
    {
        if (File.Exists(path))
        {
            File.Replace(temporary, path, destinationBackupFileName: null);
        }
        else
        {
            File.Move(temporary, path);
        }
    }
}
