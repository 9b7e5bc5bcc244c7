package pdf

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/md5"
	"crypto/rc4"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/binary"
)

// A crypt is the key to a file that is encrypted with the empty password, as
// "protected" files are that anybody may open. Only the standard handler is known.
type crypt struct {
	key     []byte
	aes     bool // else RC4
	whole   bool // the key is the file's (AES-256), not made for each object
	strings bool // strings are encrypted
	streams bool
}

// unlock makes the key of a file that is encrypted. Its error is ErrLocked when
// the empty password does not fit.
func (f *file) unlock() error {
	f.crypt = nil
	d := f.dict(f.trailer["Encrypt"])
	if d == nil {
		if f.trailer["Encrypt"] != nil && f.found {
			return ErrDamaged
		}
		return nil
	}
	c := f.newCrypt(d)
	if c == nil {
		return ErrLocked
	}
	f.crypt = c
	if r, ok := f.trailer["Encrypt"].(ref); ok {
		f.trailer["Encrypt"] = f.objects[r.num]
	}
	f.objects, f.packs = map[int]object{}, map[int]map[int]object{}
	return nil
}

// newCrypt reads the encryption's dict; nil where its password is not empty or
// its method is unknown.
func (f *file) newCrypt(d dict) *crypt {
	if n := f.name(d["Filter"]); n != "Standard" && n != "" {
		return nil
	}
	version, revision := f.int(d["V"], 0), f.int(d["R"], 0)
	c := &crypt{strings: true, streams: true}
	size := f.int(d["Length"], 40) / 8
	switch version {
	case 1:
		size = 5
	case 2, 3:
	case 4, 5:
		var ok bool
		if c.streams, c.aes, ok = f.cryptFilter(d, "StmF"); !ok {
			return nil
		}
		var inAES bool
		if c.strings, inAES, ok = f.cryptFilter(d, "StrF"); !ok {
			return nil
		}
		c.aes = c.aes || inAES
		size = 16
	default:
		return nil
	}
	if size < 5 || size > 16 {
		size = 16
	}
	if revision >= 5 {
		c.whole, c.aes = true, true
		c.key = f.newKey(d, revision)
	} else {
		c.key = f.oldKey(d, revision, size)
	}
	if c.key == nil {
		return nil
	}
	return c
}

// cryptFilter reports whether the filter encrypts at all, and with AES.
func (f *file) cryptFilter(d dict, key name) (encrypts, inAES, known bool) {
	n := f.name(d[key])
	if n == "" || n == "Identity" {
		return false, false, true
	}
	switch f.name(f.dict(f.dict(d["CF"])[n])["CFM"]) {
	case "V2":
		return true, false, true
	case "AESV2", "AESV3":
		return true, true, true
	case "None":
		return false, false, true
	}
	return false, false, false
}

// filler fills a password up to 32 bytes; it is all of the empty one.
var filler = []byte("\x28\xBF\x4E\x5E\x4E\x75\x8A\x41\x64\x00\x4E\x56\xFF\xFA\x01\x08\x2E\x2E\x00\xB6\xD0\x68\x3E\x80\x2F\x0C\xA9\xFE\x64\x53\x69\x7A")

// oldKey makes the key of revisions 2 to 4 (ISO 32000-1, 7.6.3.3); nil when the
// empty password is not the user's.
func (f *file) oldKey(d dict, revision, size int) []byte {
	owner, _ := f.resolve(d["O"]).(text)
	user, _ := f.resolve(d["U"]).(text)
	if len(owner) < 32 || len(user) < 16 {
		return nil
	}
	var id text
	if ids := f.array(f.trailer["ID"]); len(ids) > 0 {
		id, _ = f.resolve(ids[0]).(text)
	}
	h := md5.New()
	h.Write(filler)
	h.Write([]byte(owner[:32]))
	binary.Write(h, binary.LittleEndian, uint32(int64(f.int(d["P"], 0))))
	h.Write([]byte(id))
	if meta, ok := f.resolve(d["EncryptMetadata"]).(bool); ok && !meta && revision >= 4 {
		h.Write([]byte{0xff, 0xff, 0xff, 0xff})
	}
	key := h.Sum(nil)
	if revision < 3 {
		key = key[:size]
		if !bytes.Equal(rc4With(key, filler), []byte(user[:min(32, len(user))])) {
			return nil
		}
		return key
	}
	for range 50 {
		sum := md5.Sum(key[:size])
		key = sum[:]
	}
	key = key[:size]
	sum := md5.Sum(append(bytes.Clone(filler), id...))
	check := sum[:]
	for i := range 20 {
		round := make([]byte, size)
		for k, b := range key {
			round[k] = b ^ byte(i)
		}
		check = rc4With(round, check)
	}
	if !bytes.Equal(check, []byte(user[:16])) {
		return nil
	}
	return key
}

func rc4With(key, data []byte) []byte {
	out := make([]byte, len(data))
	if c, err := rc4.NewCipher(key); err == nil {
		c.XORKeyStream(out, data)
	}
	return out
}

// newKey unwraps the key of revisions 5 and 6 (ISO 32000-2, 7.6.4.3.3).
func (f *file) newKey(d dict, revision int) []byte {
	user, _ := f.resolve(d["U"]).(text)
	wrapped, _ := f.resolve(d["UE"]).(text)
	if len(user) < 48 || len(wrapped) < 32 {
		return nil
	}
	hash := func(salt text) []byte {
		if revision == 5 {
			sum := sha256.Sum256([]byte(salt))
			return sum[:]
		}
		return hardHash([]byte(salt))
	}
	if !bytes.Equal(hash(user[32:40]), []byte(user[:32])) {
		return nil
	}
	block, err := aes.NewCipher(hash(user[40:48]))
	if err != nil {
		return nil
	}
	key := make([]byte, 32)
	cipher.NewCBCDecrypter(block, make([]byte, 16)).CryptBlocks(key, []byte(wrapped[:32]))
	return key
}

// hardHash is the hash of revision 6 (ISO 32000-2, 7.6.4.3.4) of the empty password.
func hardHash(salt []byte) []byte {
	sum := sha256.Sum256(salt)
	k := sum[:]
	for i := 0; ; i++ {
		block, err := aes.NewCipher(k[:16])
		if err != nil {
			return nil
		}
		e := bytes.Repeat(k, 64)
		cipher.NewCBCEncrypter(block, k[16:32]).CryptBlocks(e, e)
		rest := 0
		for _, b := range e[:16] {
			rest += int(b)
		}
		switch rest % 3 {
		case 0:
			h := sha256.Sum256(e)
			k = h[:]
		case 1:
			h := sha512.Sum384(e)
			k = h[:]
		default:
			h := sha512.Sum512(e)
			k = h[:]
		}
		if rounds := i + 1; rounds >= 64 && int(e[len(e)-1]) <= rounds-32 {
			return k[:32]
		}
	}
}

// decrypt returns the bytes of an object.
func (c *crypt) decrypt(data []byte, self ref) []byte {
	key := c.key
	if !c.whole {
		h := md5.New()
		h.Write(key)
		h.Write([]byte{byte(self.num), byte(self.num >> 8), byte(self.num >> 16), byte(self.gen), byte(self.gen >> 8)})
		if c.aes {
			h.Write([]byte("sAlT"))
		}
		key = h.Sum(nil)[:min(len(key)+5, 16)]
	}
	if !c.aes {
		return rc4With(key, data)
	}
	if len(data) < 32 {
		return nil
	}
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil
	}
	out := make([]byte, (len(data)-16)/16*16)
	cipher.NewCBCDecrypter(block, data[:16]).CryptBlocks(out, data[16:16+len(out)])
	if n := int(out[len(out)-1]); n >= 1 && n <= 16 && n <= len(out) {
		out = out[:len(out)-n]
	}
	return out
}

// decryptStrings decrypts the strings of an object, but for those of a cross-reference.
func (c *crypt) decryptStrings(o object, self ref, depth int) object {
	if !c.strings || depth > deepest {
		return o
	}
	switch v := o.(type) {
	case text:
		return text(c.decrypt([]byte(v), self))
	case array:
		for i := range v {
			v[i] = c.decryptStrings(v[i], self, depth+1)
		}
	case dict:
		for k := range v {
			v[k] = c.decryptStrings(v[k], self, depth+1)
		}
	case *stream:
		if v.dict["Type"] != name("XRef") {
			c.decryptStrings(v.dict, self, depth+1)
		}
	}
	return o
}
