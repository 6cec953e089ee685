"""Every bound that a file from outside must keep, in one place."""

from __future__ import annotations

KIB = 1024
MIB = 1024 * KIB

# The sealed package as a file. age in a passphrase's mode is not streamed, so the whole of it is held in memory.
PACKAGE_BYTES = 150 * MIB
PASSPHRASE_PACKAGE_BYTES = 100 * MIB

# The header of an age file, read by us only to bound what the library is asked to do.
AGE_HEADER_BYTES = 64 * KIB
AGE_STANZAS = 20
AGE_WORK_FACTOR = 20  # 2**20 is what honest programs choose: 1 GiB of memory; 23 would be 8 GiB

# The archive inside.
ZIP_ENTRIES = 500
ZIP_ENTRY_BYTES = 50 * MIB
ZIP_TOTAL_BYTES = 200 * MIB
ZIP_RATIO = 100
ZIP_RATIO_FROM = 1 * MIB  # a small entry may be squeezed harder than that without harm
ZIP_DIRECTORY_BYTES = 256 * KIB

# What is written in it.
JSON_BYTES = 20 * MIB
JSON_DEPTH = 32
JSON_NUMBER = 2**53
JSON_STRING_BYTES = 64 * KIB
YEAR_FIRST = 1900
YEAR_LAST = 2100
MOMENT_FIRST = -2_208_988_800_000_000  # 1900-01-01 in microseconds since 1970, UTC
MOMENT_LAST = 4_133_980_800_000_000  # 2101-01-01

# Padding: the size of a package must not tell how many children are in it. It is filled up to 1 MiB, then to the next
# power of two, and from 16 MiB on to the next 16 MiB (a power of two would double what goes over a thin line).
PADDING_FIRST = 1 * MIB
PADDING_STEP = 16 * MIB
SEALED_SECTION_STEP = 4 * KIB  # so that the length of a section for one person tells nothing either

# The process that decrypts.
OPENER_SECONDS = 120
OPENER_CPU_SECONDS = 90
OPENER_KEY_MEMORY = 1536 * MIB
OPENER_PASSPHRASE_MEMORY = 3072 * MIB

# A photograph or a paper that comes into a file, and the process that draws it anew.
SCAN_BYTES = 25 * MIB
SCAN_POINTS = 40_000_000  # of a picture that must be unpacked whole
SCAN_POINTS_IN_STEPS = 250_000_000  # of a JPEG, which is unpacked at an eighth of its size
SCAN_SIDE = 2_000  # the longest side that is kept, in points: a page of A4 at 170 to the inch
SCAN_SMALL_SIDE = 256
SCAN_PAGES = 20
SCAN_MEMORY = 1024 * MIB
SCAN_CPU_SECONDS = 25
SCAN_SECONDS = 40

# A list made elsewhere: of children, of places.
SHEET_BYTES = 5 * MIB
SHEET_UNPACKED_BYTES = 24 * MIB
SHEET_ENTRIES = 200
SHEET_ROWS = 2_000
SHEET_COLUMNS = 60
SHEET_CELL = 10_000
SHEET_EMPTY_ROWS = 18_000  # empty rows are skipped, but not for ever
PLACE_ROWS = 12_000  # the groupements of a whole country, and their villages province by province

RECEIPT_BYTES = 1 * MIB
