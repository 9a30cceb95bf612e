using System;
using System.IO;
using System.Security.Cryptography;
using System.Text;

namespace Snnc.Tasks;

/// <summary>SHA-256 in hexadecimal digits.</summary>
internal static class Sha256
{
    public static string OfFile(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
        using var hash = SHA256.Create();
        return Hexadecimal(hash.ComputeHash(stream));
    }

    public static string OfText(string text)
    {
        using var hash = SHA256.Create();
        return Hexadecimal(hash.ComputeHash(Encoding.UTF8.GetBytes(text)));
    }

    private static string Hexadecimal(byte[] bytes) => BitConverter.ToString(bytes).Replace("-", "").ToLowerInvariant();
}
