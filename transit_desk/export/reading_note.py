"""The note that lies in every package: how to open it without this program, in four languages."""

from __future__ import annotations

READING_NOTE = """\
FRANÇAIS
Ce paquet contient des dossiers d'enfants. Il est confidentiel.
1. Pour l'ouvrir sans notre programme : installez le programme libre « age » (age-encryption.org).
   Avec votre clé :                age -d -i votre_cle.txt -o paquet.zip TD-xxxx.age
   Avec une phrase de passe :      age -d -o paquet.zip TD-xxxx.age
   (Une phrase de passe demande environ 2 Go de mémoire libre.)
2. Décompressez paquet.zip. Les papiers sont dans « papers » : tout lecteur PDF les ouvre.
   Les données sont dans « children », en texte (JSON). « padding » ne contient rien.
3. Un fichier « .age » dans « children » est destiné à une seule personne, qui l'ouvre avec sa propre clé.
4. Ensuite, effacez paquet.zip et les fichiers décompressés. Ne les envoyez à personne.

ENGLISH
This package holds children's files. It is confidential.
1. To open it without our program: install the free program "age" (age-encryption.org).
   With your key:                  age -d -i your_key.txt -o package.zip TD-xxxx.age
   With a passphrase:              age -d -o package.zip TD-xxxx.age
   (A passphrase needs about 2 GB of free memory.)
2. Unzip package.zip. The papers are in "papers": any PDF reader opens them.
   The data are in "children", as text (JSON). "padding" holds nothing.
3. A ".age" file in "children" is meant for one person, who opens it with a key of her own.
4. Afterwards delete package.zip and what was unzipped. Send them to nobody.

KISWAHILI
Furushi hili lina faili za watoto. Ni siri.
1. Kulifungua bila programu yetu: weka programu ya bure "age" (age-encryption.org).
   Kwa ufunguo wako:               age -d -i ufunguo_wako.txt -o furushi.zip TD-xxxx.age
   Kwa maneno ya siri:             age -d -o furushi.zip TD-xxxx.age
   (Maneno ya siri yanahitaji takriban GB 2 za kumbukumbu.)
2. Fungua furushi.zip kwa unzip. Karatasi zimo ndani ya "papers": kisoma PDF chochote kinazifungua.
   Taarifa zimo ndani ya "children", kama maandishi (JSON). "padding" haina kitu.
3. Faili ya ".age" ndani ya "children" ni ya mtu mmoja tu, anayeifungua kwa ufunguo wake mwenyewe.
4. Baadaye futa furushi.zip na vyote ulivyofungua. Usimtumie mtu yeyote.

العربية
تحتوي هذه الحزمة على ملفات أطفال. وهي سرية.
1. لفتحها من دون برنامجنا: ثبّت البرنامج المجاني age (age-encryption.org).
   بمفتاحك:
   age -d -i your_key.txt -o package.zip TD-xxxx.age
   بعبارة مرور:
   age -d -o package.zip TD-xxxx.age
   (تحتاج عبارة المرور إلى نحو 2 غيغابايت من الذاكرة الحرة.)
2. فك ضغط package.zip. الأوراق في المجلد papers ويفتحها أي قارئ PDF.
   البيانات في المجلد children على شكل نص (JSON). الملف padding لا يحتوي على شيء.
3. كل ملف ينتهي بـ .age داخل children موجه إلى شخص واحد يفتحه بمفتاحه الخاص.
4. بعد ذلك احذف package.zip وكل ما فُك ضغطه. لا ترسلها إلى أحد.
""".encode()
