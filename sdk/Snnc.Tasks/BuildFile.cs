using System;
using System.IO;
using System.Text;

namespace Snnc.Tasks;

/// <summary>Files that a build makes: written beside their place and moved there, and left alone where they would not change.</summary>
internal static class BuildFile
{
    private static readonly Encoding Utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Writes a text.</summary>
    public static void WriteText(string path, string text)
    {
        if (!File.Exists(path) || File.ReadAllText(path, Utf8) != text)
        {
            Write(path, stream =>
            {
                var bytes = Utf8.GetBytes(text);
                stream.Write(bytes, 0, bytes.Length);
            });
        }
    }

    /// <summary>The text of a file, or nothing where there is none.</summary>
    public static string ReadText(string path) => File.Exists(path) ? File.ReadAllText(path, Utf8) : "";

    /// <summary>Writes a file.</summary>
    public static void Write(string path, Action<Stream> write)
    {
        var temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16))
            {
                write(stream);
            }

            File.Delete(path);
            File.Move(temporary, path);
        }
        finally
        {
            File.Delete(temporary);
        }
    }
}
