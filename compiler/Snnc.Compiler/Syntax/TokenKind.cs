namespace Snnc.Compiler.Syntax;

/// <summary>What a token is. The grammar is written over these kinds, not over characters.</summary>
public enum TokenKind
{
    EndOfFile, Bad, Identifier, Number, String,

    // punctuation and operators
    OpenBrace, CloseBrace, OpenParen, CloseParen, OpenBracket, CloseBracket,
    Semicolon, Comma, Colon, Dot, Arrow, Question, Prime,
    Equal, PlusEqual, MinusEqual, StarEqual, EqualEqual, BangEqual, TildeEqual,
    Less, LessEqual, Greater, GreaterEqual, ShiftLeft, ShiftRight,
    Plus, Minus, Star, Slash, Percent, Bang, AmpersandAmpersand, BarBar,

    // reserved words: those quoted in the grammar
    UseKeyword, ConstKeyword, NetworkKeyword, BlockKeyword, TimeKeyword, WeightsKeyword, InputKeyword, OutputKeyword,
    ActivityKeyword, QuantizeKeyword, FrameKeyword, SignalKeyword, SpikesKeyword, RepeatKeyword, NeuronKeyword, ParamKeyword,
    StateKeyword, WrapKeyword, SaturateKeyword, IntKeyword, DynamicsKeyword, WhenKeyword, UpdateKeyword, SpikeKeyword, EmitKeyword,
    VarKeyword, IfKeyword, ElseKeyword, TestKeyword, ForKeyword, GivenKeyword, ExpectKeyword, WithinKeyword, NoneKeyword,
}
