using System.Collections.Generic;
using System.Linq;

namespace Snnc.Llvm.Products;

/// <summary>Words that a C or C++ program cannot use as the name of a type, since they have a meaning in it.</summary>
internal static class CNames
{
    // Of C23 and C++23; those that begin with an underscore are no names of networks.
    private const string Keywords =
        "alignas alignof and and_eq asm auto bitand bitor bool break case catch char char16_t char32_t char8_t class co_await co_return co_yield "
        + "compl concept const const_cast consteval constexpr constinit continue decltype default delete do double dynamic_cast else enum explicit "
        + "export extern false float for friend goto if inline int long mutable namespace new noexcept not not_eq nullptr operator or or_eq private "
        + "protected public register reinterpret_cast requires restrict return short signed sizeof static static_assert static_cast struct switch "
        + "template this thread_local throw true try typedef typeid typename typeof typeof_unqual union unsigned using virtual void volatile wchar_t "
        + "while xor xor_eq";

    // What stdio.h, stdlib.h, string.h, math.h and stdint.h declare by the standards of C and POSIX and, without being asked, on usual systems.
    private const string Declared =
        "a64l abort abs aligned_alloc alloca arc4random at_quick_exit atexit atof atoi atol atoll basename bcmp bcopy bsearch BUFSIZ bzero calloc "
        + "clearenv clearerr ctermid div div_t dprintf drand48 ecvt EOF erand48 exit explicit_bzero fclose fcvt fdopen feof ferror fflush ffs ffsl "
        + "ffsll fgetc fgetpos fgets FILE fileno flockfile fmemopen fopen fpclassify fpos_t fprintf fputc fputs fread free freopen fscanf fseek fseeko "
        + "fsetpos ftell ftello ftrylockfile funlockfile fwrite gcvt getc getchar getdelim getenv getline getloadavg getsubopt getw index INFINITY "
        + "initstate int16_t int32_t int64_t int8_t intmax_t intptr_t isfinite isgreater isless isnormal isunordered jrand48 l64a labs lcong48 ldiv "
        + "ldiv_t linux llabs lldiv lldiv_t lrand48 main malloc mblen mbstowcs mbtowc memccpy memchr memcmp memcpy memmove memset memset_explicit "
        + "mkdtemp mkstemp mkstemps mktemp mrand48 NAN nrand48 NULL off_t on_exit open_memstream pclose perror popen posix_memalign printf pselect "
        + "ptrdiff_t putc putchar putenv puts putw qecvt qfcvt qgcvt qsort qsort_r quick_exit rand rand_r random realloc reallocarray realpath remove "
        + "rename renameat rewind rindex rpmatch scanf seed48 select setbuf setbuffer setenv setlinebuf setstate setvbuf signbit signgam size_t "
        + "snprintf sprintf srand srand48 srandom sscanf ssize_t stderr stdin stdout stpcpy stpncpy strcasecmp strcat strchr strcmp strcoll strcpy "
        + "strcspn strdup strerror strlen strncasecmp strncat strncmp strncpy strndup strnlen strpbrk strrchr strsep strsignal strspn strstr strtod "
        + "strtof strtok strtok_r strtol strtold strtoll strtoq strtoul strtoull strtouq strxfrm system tempnam time_t tmpfile tmpnam uint uint16_t "
        + "uint32_t uint64_t uint8_t uintmax_t uintptr_t ulong ungetc unix unsetenv ushort va_list valloc vdprintf vfprintf vfscanf vprintf vscanf "
        + "vsnprintf vsprintf vsscanf wcstombs wctomb";

    // Functions of math.h, which are there for each precision: sin, sinf and sinl.
    private const string OfEachPrecision =
        "acos acosh asin asinh atan atan2 atanh canonicalize cbrt ceil copysign cos cosh drem erf erfc exp exp10 exp2 expm1 fabs fdim finite floor "
        + "fma fmax fmaximum fmin fminimum fmod frexp gamma hypot ilogb isinf isnan j0 j1 jn ldexp lgamma llrint llround log log10 log1p log2 logb "
        + "lrint lround modf nan nearbyint nextafter nexttoward pow remainder remquo rint round roundeven scalb scalbln scalbn significand sin sincos "
        + "sinh sqrt tan tanh tgamma trunc y0 y1 yn";

    private static readonly HashSet<string> Taken =
    [
        .. Keywords.Split(' '), .. Declared.Split(' '), .. OfEachPrecision.Split(' ').SelectMany(name => new[] { name, name + "f", name + "l" }),
    ];

    /// <summary>Whether a name has a meaning already.</summary>
    public static bool IsTaken(string name) => Taken.Contains(name);
}
