namespace Snnc.Tensors.Zip;

/// <summary>The checksum of zip archives (ISO 3309, polynomial 0xEDB88320), eight bytes at a time.</summary>
internal sealed class Crc32
{
    private static readonly uint[][] Tables = MakeTables();
    private uint _state = uint.MaxValue;

    /// <summary>Gets the checksum of all bytes so far.</summary>
    public uint Value => ~_state;

    public void Append(byte[] bytes, int offset, int count)
    {
        var (c, i, end) = (_state, offset, offset + count);
        for (; end - i >= 8; i += 8)
        {
            c ^= bytes[i] | ((uint)bytes[i + 1] << 8) | ((uint)bytes[i + 2] << 16) | ((uint)bytes[i + 3] << 24);
            c = Tables[7][c & 0xFF] ^ Tables[6][(c >> 8) & 0xFF] ^ Tables[5][(c >> 16) & 0xFF] ^ Tables[4][c >> 24]
                ^ Tables[3][bytes[i + 4]] ^ Tables[2][bytes[i + 5]] ^ Tables[1][bytes[i + 6]] ^ Tables[0][bytes[i + 7]];
        }

        for (; i < end; i++)
        {
            c = (c >> 8) ^ Tables[0][(c ^ bytes[i]) & 0xFF];
        }

        _state = c;
    }

    // Table k is the effect of a byte that k further bytes follow.
    private static uint[][] MakeTables()
    {
        var tables = new uint[8][];
        for (var k = 0; k < tables.Length; k++)
        {
            tables[k] = new uint[256];
            for (var b = 0u; b < 256; b++)
            {
                tables[k][b] = k == 0 ? Remainder(b) : (tables[k - 1][b] >> 8) ^ tables[0][tables[k - 1][b] & 0xFF];
            }
        }

        return tables;
    }

    private static uint Remainder(uint value)
    {
        for (var bit = 0; bit < 8; bit++)
        {
            value = (value & 1) == 0 ? value >> 1 : (value >> 1) ^ 0xEDB88320;
        }

        return value;
    }
}
