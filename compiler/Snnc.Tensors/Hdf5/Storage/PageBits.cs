namespace Snnc.Tensors.Hdf5.Storage;

/// <summary>Which pages were ever written: a bit for each, from the highest bit of the first byte on.</summary>
internal static class PageBits
{
    public static bool IsSet(byte[] bits, long page) => (bits[page / 8] & (0x80 >> (int)(page % 8))) != 0;
}
